"""What trainers noted as still to be checked, wherever it stands: on questions, on pages, in the blocks of a page.

A note is looked for under its name, `to_check`, so a new kind of page or block is found without being named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page

from content.pages import ModulePage
from content.questions.base import Question

NOTE = "to_check"
#: What a block may be called by, the first that it has.
_NAMES = ("title", "text")


@dataclass(frozen=True)
class OpenCheck:
    """`asks`: who must answer, and what. `place`: where it stands, from the outside in. `edit`: where it is emptied."""

    asks: str
    place: tuple[str, ...]
    edit: str


def open_checks() -> list[OpenCheck]:
    """Return all open notes: pages in the order of the tree, then questions. The queries do not grow with the texts."""
    modules = {page.path: page.title for page in ModulePage.objects.only("path", "title")}
    found = []
    for model in apps.get_app_config("content").get_models():
        if issubclass(model, Page):
            found += _on_pages(model, modules)
    found.sort(key=lambda pair: pair[0])
    return [check for _path, check in found] + list(_on_questions())


def _on_pages(model, modules):
    own = [field.name for field in model._meta.local_fields]
    streams = [name for name in own if isinstance(model._meta.get_field(name), StreamField)]
    fields = [*streams, *(name for name in own if name == NOTE)]
    if not fields:
        return
    for pk, path, title, *values in model.objects.order_by("path").values_list("pk", "path", "title", *fields):
        place = [modules[path[:-4]], title] if path[:-4] in modules else [title]
        for name, value in zip(fields, values, strict=True):
            notes = _noted(value.raw_data) if name in streams else [(value, ())] if value else []
            for asks, inside in notes:
                yield path, OpenCheck(asks, (*place, *inside), reverse("wagtailadmin_pages:edit", args=[pk]))


def _noted(raw, inside=()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (note, names of the blocks around it) in the stored values of a stream."""
    if isinstance(raw, dict):
        called = next((raw[name] for name in _NAMES if isinstance(raw.get(name), str)), "") if NOTE in raw else ""
        inside = (*inside, called) if called else inside
        if raw.get(NOTE):
            yield raw[NOTE], inside
        raw = raw.values()
    elif isinstance(raw, str) or not hasattr(raw, "__iter__"):
        return
    for value in raw:
        yield from _noted(value, inside)


def _on_questions():
    rows = Question.objects.non_polymorphic().filter(archived=False).exclude(to_check="").order_by("key")
    for pk, prompt, asks in rows.values_list("pk", "prompt", NOTE):
        yield OpenCheck(asks, (prompt,), reverse("wagtailsnippets_content_question:edit", args=[pk]))
