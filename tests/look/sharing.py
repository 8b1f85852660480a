"""A gallery is drawn once in a run: the worker that needs it first puts it in a file, the others read it there."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path

from django.http import HttpResponse

from tests.harness.databases import only_one
from tests.look.gallery import CASES, Gallery
from tests.look.screens import Screen

#: Where the parts of one `make test` share what they draw; set by the run, on a folder that only it uses.
FOLDER = "SHARED_GALLERIES"


class DrawnElsewhere(AssertionError):
    """What went wrong when another process drew a case."""


def shared(name: str, folder: Path, hang: Callable[[], Gallery]) -> Gallery:
    """The gallery `name` of this run: read from `folder` (or the run's own), else hung now and put there."""
    folder = Path(os.environ.get(FOLDER) or folder)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.gallery"
    with only_one(folder / f"{name}.lock"):
        if file.exists():
            return _read(file)
        gallery = hang()
        _write(gallery, file)
        return gallery


def _write(gallery: Gallery, file: Path) -> None:
    """Plain values only: what draws a case is a function, and stays in the code."""
    plain = (
        {name: (one.html, one.headers, one.address, one.templates) for name, one in gallery.screens.items()},
        {name: f"{type(trouble).__name__}: {trouble}" for name, trouble in gallery.troubles.items()},
        {address: (answer.content, answer["Content-Type"]) for address, answer in gallery.beside.items()},
    )
    draft = file.with_suffix(".draft")
    draft.write_bytes(pickle.dumps(plain))
    os.replace(draft, file)


def _read(file: Path) -> Gallery:
    screens, troubles, beside = pickle.loads(file.read_bytes())  # written by this very run
    cases = {one.name: one for one in CASES}
    return Gallery(
        {name: Screen(cases[name], *fields) for name, fields in screens.items()},
        {name: DrawnElsewhere(said) for name, said in troubles.items()},
        {address: HttpResponse(content, content_type=kind) for address, (content, kind) in beside.items()},
    )
