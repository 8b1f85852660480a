"""The copy of the help page that everybody reads: one file, so that help is there when nothing else is.

Publishing writes it and unpublishing takes it away, in the process that did so; `refresh_help` does the same on another
machine or after a restore. Reading it costs one stat: no database, no session, no cookie. Without a file, or with one
that is damaged, the texts that come with the software take its place.
"""

import json
import logging
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from wagtail.signals import page_published, page_unpublished

from content.editions.documents import digest, frozen
from content.help.documents import KIND, starter
from content.help.pages import HelpPage
from content.help.upgrading import upgrade

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HelpTexts:
    """A help document and its digest; nobody changes the document."""

    digest: str
    document: dict


def copy_path() -> Path:
    return settings.DATA_DIR / "help" / "help.json"


def published() -> HelpPage | None:
    """Return the help page as it was last published, None when there is none."""
    return HelpPage.objects.live().order_by("path").first()


def refresh_copy() -> str | None:
    """Make the copy what is published now; return its digest, None when nothing is published (then there is no copy).

    Raises OSError when the folder cannot be written; the copy is then what it was.
    """
    page = published()
    if page is None:
        copy_path().unlink(missing_ok=True)
        return None
    document = frozen(page)
    name = digest(document)
    _write(copy_path(), json.dumps({"digest": name, "document": document}, ensure_ascii=False, indent=1))
    return name


def current_texts() -> HelpTexts:
    """Return what the help page and the panel say now. Never raises."""
    global _held
    path = copy_path()
    stamp = _stamp(path)
    if _held is None or _held[0] != (path, stamp):
        _held = (path, stamp), _read(path) if stamp else _shipped()
    return _held[1]


def register_copying():
    """Keep the copy with what is published; called once, when the app is ready.

    Signals, because they are Wagtail's one seam that every way of publishing passes: the editor, a workflow, a planned
    moment, deleting. After the commit, because what is rolled back was never published.
    """
    page_published.connect(_when_committed, sender=HelpPage)
    page_unpublished.connect(_when_committed, sender=HelpPage)


def _when_committed(**kwargs):
    # robust: a full disk must not undo the publishing; it is logged, and the admin's home says that the copy is old
    transaction.on_commit(refresh_copy, robust=True)


#: ((path, stamp), texts) of the file as this process last read it.
_held: tuple | None = None


def _stamp(path):
    """What changes with every new file; None when there is none or it cannot be reached."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read(path):
    try:
        copy = json.loads(path.read_text(encoding="utf-8"))
        document = copy["document"]
        if digest(document) != copy["digest"]:
            raise ValueError("the document is not the one that its digest names")
        if document["kind"] != KIND:
            raise ValueError("the document is of another kind")
        # written by an older release: the texts are the same, so is their name in today's form
        document = upgrade(document)
        return HelpTexts(digest(document), document)
    except Exception:  # whatever is wrong with it: somebody needs help now
        log.exception("%s cannot be used; help shows the texts of the software. Run manage.py refresh_help.", path)
        return _shipped()


def _shipped():
    return HelpTexts(digest(starter()), starter())


def _write(path, text):
    """Put `text` in place as a whole: a reader sees the old file or the new one, also when the power fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".help-")
    try:
        with open(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # mkstemp's is for one user, and the site may run as another
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
