"""A case says how a screen comes about; drawing a case gives its HTML, its headers and the templates it took."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test.signals import template_rendered

from content.editions import serving
from content.help import rendering as help_rendering

#: A page of the site; a mail; what a printer gets (no screen, so no browser); a page of Wagtail's admin.
PAGE, MAIL, PAPER, ADMIN = "page", "mail", "paper", "admin"
ROOMS = ("elearning.", "courses.", "content.")


@dataclass(frozen=True)
class Case:
    """One screen in one state. `make(stage)` returns a response, or HTML where there is none (mail)."""

    template: str
    state: str
    make: Callable = field(repr=False)
    kind: str = PAGE
    status: int = 200
    #: of a page in the admin: the selector of what we wrote, the rest is Wagtail's
    part: str = "#main"
    #: a main screen: `make shots` makes a picture of it
    picture: bool = False

    @property
    def name(self) -> str:
        return f"{self.template.removesuffix('.html')}[{self.state}]"


@dataclass(frozen=True)
class Screen:
    """What a browser gets of a case."""

    case: Case
    html: str
    headers: dict[str, str]
    address: str
    templates: frozenset[str]


CASES: list[Case] = []


def case(template: str, state: str, **about):
    """Decorator: the function below asks for the page `template` in `state`; it is given the Stage."""

    def added(make):
        CASES.append(Case(template, state, make, **about))
        return make

    return added


class WrongScreen(AssertionError):
    """A case gave something else than the screen that it names."""


def draw(one: Case, stage) -> Screen:
    """Draw a case with empty caches, and take back whatever it did in the database."""
    forget_everything()
    with transaction.atomic(), noted() as templates:
        answer = one.make(stage)
        transaction.set_rollback(True)
    if not isinstance(answer, HttpResponse):
        return Screen(one, answer, {"Content-Type": "text/html; charset=utf-8"}, "/brief/", frozenset(templates))
    html = b"".join(answer).decode()
    if answer.status_code != one.status:
        raise WrongScreen(f"{one.name}: {answer.status_code} {answer.headers.get('Location', '')} {html[:300]}")
    if one.template not in templates:
        raise WrongScreen(f"{one.name} was drawn by {sorted(templates)}: {answer.request['PATH_INFO']}")
    address = answer.request["PATH_INFO"] + (
        "?" + answer.request["QUERY_STRING"] if answer.request["QUERY_STRING"] else ""
    )
    return Screen(one, html, dict(answer.headers), address, frozenset(templates))


@contextmanager
def noted() -> Iterator[set[str]]:
    """The names of the templates that are rendered inside; Django's test environment tells of each, parts too."""
    names: set[str] = set()

    def note(sender, template, **_kwargs):
        if template.name:
            names.add(template.name)

    template_rendered.connect(note)
    try:
        yield names
    finally:
        template_rendered.disconnect(note)


def forget_everything() -> None:
    """Empty what keeps rendered HTML, or a case would not show which templates it takes."""
    cache.clear()
    serving.forget()
    help_rendering._kept.clear()
    for module in [module for name, module in list(sys.modules.items()) if name.startswith(ROOMS)]:
        for value in list(vars(module).values()):
            if hasattr(value, "cache_clear"):  # a function that remembers what it returned
                value.cache_clear()


def asked_beside(html: str) -> list[str]:
    """The addresses of what a view gives along with a page: pictures, colours, the admin's words and icons."""
    return re.findall(r'(?<=[" ])(/(?:media|huisstijl)/[^"\s,]+|/beheer/(?:jsi18n|sprite)/[^"]*)', html)
