"""What members read, by digest: rendered once for each release and language, then served from memory.

A document never changes, so nothing here is ever invalidated: a new release has new keys. In front of the shared cache
stands a small dictionary in each process, so that a hit costs no SQL and no network either. Callers do not change what
they get.
"""

import re
from collections.abc import Mapping

from django.conf import settings
from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from content.editions import rendering
from content.editions.models import Frozen
from content.editions.upgrading import upgrade

#: Entries a process keeps; some kilobytes each.
KEPT = 2000
TOKEN = re.compile(r"\[\[([a-z]+:[A-Za-z0-9_-]+)\]\]")

_near: dict = {}


class Unknown(LookupError):
    """There is no such document, screen, situation or choice."""


def outline(digest: str) -> dict:
    """Return what a page around the step must know; see `rendering.outline_of`."""
    return _served(digest, "outline", rendering.outline_of)


def document(digest: str) -> dict:
    """Return the document itself, in today's form."""
    return _served(digest, "document", lambda found: found)


def lesson_screen(digest: str, index: int) -> str:
    """Return the blocks and source note of screen `index` (from 0), with tokens."""
    return _served(digest, f"screen:{index}", lambda found: rendering.render_screen(found, index))


def scene(digest: str, key: str, *, missed=False) -> str:
    """Return a situation with its choices: radio buttons named `choice`, the first with the id `keuze`.

    `missed`: with the error that nothing was chosen.
    """
    name = f"{'missed' if missed else 'scene'}:{key}"
    return _served(digest, name, lambda found: rendering.render_scene(found, key, missed=missed))


def consequence(digest: str, scene_key: str, choice_key: str) -> str:
    """Return what comes of a choice, with its own h1."""
    name = f"consequence:{scene_key}:{choice_key}"
    return _served(digest, name, lambda found: rendering.render_consequence(found, scene_key, choice_key))


def whole_dilemma(digest: str) -> str:
    """Return all situations, choices and consequences below one another."""
    return _served(digest, "whole", rendering.render_whole_dilemma)


def fill(html: str, fragments: Mapping[str, str]) -> SafeString:
    """Put the reader's own in the place of each token, in one pass: what is put in is not searched again.

    `fragments` is HTML by token name, `{"contact:report": …}`; a token without one disappears.
    """
    # safe: `html` comes from our templates, which escape, or print what `content.markup` cleaned; fragments are HTML by
    # contract
    return mark_safe(TOKEN.sub(lambda found: fragments.get(found[1], ""), html))  # noqa: S308


def forget():
    """Empty this process's own memory; for tests and measurements."""
    _near.clear()


def _served(digest, name, render):
    key = f"{settings.RELEASE}:{digest}:{get_language()}:{name}"
    found = _near.get(key)
    if found is None:
        found = cache.get(key)
        if found is None:
            found = _rendered(digest, name, render)
            cache.set(key, found, None)
        if len(_near) >= KEPT:
            _near.clear()
        _near[key] = found
    return found


def _rendered(digest, name, render):
    if name == "document":
        row = Frozen.objects.filter(pk=digest).values_list("document", flat=True).first()
        if row is None:
            raise Unknown(digest)
        return upgrade(row)
    try:
        return render(document(digest))
    except (KeyError, IndexError):
        raise Unknown(f"{digest} {name}") from None
