"""The languages that texts are written in: of a module, of a question, and of a passage that says its own.

Dutch unless somebody chose. What holds a language holds it only when it is not Dutch, so that all that was frozen and
loaded before there was a choice keeps its digest. The language of the screen around a text is another matter
(`elearning.display`).
"""

from django.utils.translation import gettext_lazy as _

DUTCH = "nl"
#: In which an ugly message may be written. Who reads it aloud, machine or person, must know.
LANGUAGES = [
    ("nl", _("Dutch")),
    ("en", _("English")),
    ("fy", _("Frisian")),
    ("de", _("German")),
    ("tr", _("Turkish")),
    ("ar", _("Arabic")),
    ("pap", _("Papiamento")),
]
#: Those in which a whole module or question may be written.
OF_MODULES = [(name, label) for name, label in LANGUAGES if name in ("nl", "fy", "en")]
#: Those that are written from right to left.
RIGHT_TO_LEFT = {"ar"}


def named(language: str) -> dict[str, str]:
    """Return what a document or package holds of `language`: nothing when it is Dutch."""
    return {} if language == DUTCH else {"language": language}


def language_of(document: dict) -> str:
    """Return the language in which a document is written."""
    return document.get("language") or DUTCH
