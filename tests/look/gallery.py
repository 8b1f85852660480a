"""All cases drawn, once for each process: on one stage, at one moment, and nothing of it stays in the database."""

import importlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from django.db import transaction
from django.http import HttpResponse

from tests.look import screens
from tests.look.screens import CASES, Case, Screen
from tests.look.stage import NOW, Stage

for _file in sorted(Path(__file__).parent.glob("cases_*.py")):
    importlib.import_module(f"{__package__}.{_file.stem}")


@dataclass
class Gallery:
    """The screens by the name of their case, what went wrong with the others, and what pages ask for beside them."""

    screens: dict[str, Screen] = field(default_factory=dict)
    troubles: dict[str, Exception] = field(default_factory=dict)
    beside: dict[str, HttpResponse] = field(default_factory=dict)

    def screen(self, one: Case) -> Screen:
        """The screen of a case; raises what went wrong when it was drawn."""
        if one.name in self.troubles:
            raise self.troubles[one.name]
        return self.screens[one.name]


def hang(cases: Iterable[Case] = CASES, *, language: str = "") -> Gallery:
    """Draw the cases (all), in Dutch or in `language`. The database must be open; afterwards it is as before."""
    gallery = Gallery()
    logging.disable()  # the pages for errors are provoked, and would each leave a traceback
    with mock.patch("django.utils.timezone.now", return_value=NOW), transaction.atomic():
        stage = Stage(language=language)
        for one in cases:
            _drawn(gallery, one, stage)
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)
    screens.forget_everything()
    return gallery


def _drawn(gallery, one, stage):
    try:
        screen = gallery.screens[one.name] = screens.draw(one, stage)
    except Exception as trouble:  # one case that fails must not take the others along
        gallery.troubles[one.name] = trouble
        return
    for address in screens.asked_beside(screen.html):
        if address not in gallery.beside:
            answer = stage.as_(stage.trainer).get(address)
            gallery.beside[address] = HttpResponse(b"".join(answer), content_type=answer["Content-Type"])
