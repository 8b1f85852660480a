"""Classing the changes of an edition: each one against the edition before, with what was said of it and by whom."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from content.editions.changes import Change, blocks_in, places
from content.editions.models import Amendment, ChangeNote, Edition, EditionNews
from content.editions.news import ADDED, CHANGED, REMOVED, documents_of, served_in
from content.pages import ModulePage


class NoSuchChange(LookupError):
    """The edition has no such change: it was never there, or an earlier edition changed since."""


@dataclass(frozen=True)
class Judged:
    """One change, the note that stands of it (None: nobody said anything yet) and the title of the screen it is in."""

    change: Change
    note: ChangeNote | None
    inside: str = ""

    @property
    def kind(self) -> str:
        return self.note.kind if self.note else ""


@dataclass(frozen=True)
class StepChanges:
    """What changed in one step, or in what the module says of itself: `what` is added, changed or removed."""

    page: int
    kind: str
    title: str
    what: str
    changes: tuple[Judged, ...]

    @property
    def classed(self) -> int:
        return sum(bool(one.kind) for one in self.changes)

    @property
    def total(self) -> int:
        return len(self.changes)


def previous_of(edition: Edition) -> Edition | None:
    """Return the newest earlier edition of the same module."""
    return Edition.objects.filter(module=edition.module_id, year__lt=edition.year).order_by("-year").first()


def edition_at(pk: int) -> Edition | None:
    """Return the edition with its module and its news."""
    return Edition.objects.select_related("module", "news__by").filter(pk=pk).first()


def modules_with_editions():
    """Return all modules that are published or have an edition, each with its editions, newest first. Two queries."""
    editions = Prefetch("editions", Edition.objects.select_related("opened_by").order_by("-year"))
    return [
        module
        for module in ModulePage.objects.prefetch_related(editions).order_by("title")
        if module.live or module.editions.all()
    ]


def changes_of(edition: Edition) -> list[StepChanges]:
    """Return what changed when `edition` opened, by step in today's order, with the module first and what went last.

    Nothing for the first edition of a module. What was amended later was classed then. Six queries.
    """
    previous = previous_of(edition)
    if previous is None:
        return []
    years = served_in(Edition.objects.filter(pk__in=[previous.pk, edition.pk]).order_by("year"))
    before, after = years.values()
    pages = [page for page in {**after, **before} if not _shared(before.get(page), after.get(page))]
    documents = documents_of(years, pages)
    notes = {
        (note.page_id, note.where): note for note in ChangeNote.objects.filter(edition=edition).select_related("by")
    }
    return [_step(before.get(page), after.get(page), documents, notes) for page in pages]


def _shared(before, after):
    return bool(before and after and before.now == after.first)


def _step(before, after, documents, notes):
    old, new = before and documents[before.now], after and documents[after.first]
    present = after or before
    if old is None or new is None:
        what = ADDED if old is None else REMOVED
        found = [Change(what, ChangeNote.WHOLE, old, new)]
    else:
        what, found = CHANGED, places(old, new)
    screens = {
        block["id"]: screen["value"]["title"]
        for document in (old, new)
        for screen in (document or {}).get("body", [])
        for block in blocks_in(screen)
    }
    judged = tuple(Judged(one, notes.get((present.page, one.where)), screens.get(one.where, "")) for one in found)
    return StepChanges(present.page, (new or old)["kind"], present.title, what, judged)


@transaction.atomic
def class_changes(*, edition, page: int, said: dict, by, now) -> None:
    """Keep what a trainer says of changes in the step from `page`: {where: (kind, sentence)}.

    Both may be open: then nothing was said, and the change counts as substantial. What is said already stays whose it
    was. Raises NoSuchChange for a change that the edition does not have.
    """
    step = next((step for step in changes_of(edition) if step.page == page), None)
    present = {judged.change.where: judged.note for judged in step.changes} if step else {}
    for where, (kind, text) in said.items():
        if where not in present:
            raise NoSuchChange(_("This change is no longer there. Nothing was saved. Look at the step again."))
        text, note = " ".join(text.split()), present[where]
        if note and (note.kind, note.text) == (kind, text):
            continue
        if not kind and not text:
            ChangeNote.objects.filter(edition=edition, page=page, where=where).delete()
            continue
        found = {"kind": kind, "text": text, "by": by, "at": now}
        ChangeNote.objects.update_or_create(edition=edition, page_id=page, where=where, defaults=found)


@transaction.atomic
def class_rest(*, edition, page: int, kind: Amendment.Kind, by, now) -> int:
    """Class all that nobody classed yet in the step from `page` as `kind`; return how many that were."""
    step = next((step for step in changes_of(edition) if step.page == page), None)
    rest = [judged for judged in step.changes if not judged.kind] if step else []
    said = {judged.change.where: (kind, judged.note.text if judged.note else "") for judged in rest}
    class_changes(edition=edition, page=page, said=said, by=by, now=now)
    return len(rest)


@transaction.atomic
def write_intro(*, edition, intro: str, by, now) -> None:
    """Keep what members read above *What is new* of `edition`; what is unchanged stays whose it was."""
    intro = intro.strip()
    if intro != (EditionNews.objects.filter(edition=edition).values_list("intro", flat=True).first() or ""):
        EditionNews.objects.update_or_create(edition=edition, defaults={"intro": intro, "by": by, "at": now})
