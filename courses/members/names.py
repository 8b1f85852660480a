"""Dutch names from every layout to two spellings: 'Sanne van den Heuvel' and 'Heuvel, Sanne van den'."""

import re
import unicodedata
from dataclasses import dataclass

#: Dutch and German particles: written small after a first name, also where the list writes them large.
_DUTCH = frozenset(
    "van von vom de den der des ter ten te 't 's d' in op aan bij onder over tot uit voor zu zum zur".split()
)
#: Particles of other languages: only when the list itself writes them small ('El Amrani' is a surname).
_OTHER = frozenset("el al ben bin ibn da das do dos du di del della la le les y af av".split())
_SALUTATION = re.compile(r"^(?:de heer|dhr|mevrouw|mevr|mw|mej)\b\.?\s+", re.IGNORECASE)
_PARENTHESES = re.compile(r"\s*\(([^()]*)\)")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.\s*(?:-\s*)?)+|[A-Z]{1,4}")
#: Marks that steer the direction or the joining of text, and nothing that a name needs.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f<>=@{}|\\^~]|^[+\-]|https?:|www\.")
#: A question mark inside a word, a replacement character, or UTF-8 that was read as Windows-1252.
_LOST = re.compile(r"\ufffd|\?\w|\w\?|[ÃÅÄ][\u0080-\u00bf\u0152-\u2122]")
MAX_LENGTH = 200


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name; `given` may be initials, `prefix` is the tussenvoegsel."""

    given: str = ""
    prefix: str = ""
    surname: str = ""

    @property
    def display(self):
        """'Sanne van den Heuvel'."""
        text = " ".join(part for part in (self.given, self.prefix, self.surname) if part)
        return text if self.given else text[:1].upper() + text[1:]

    @property
    def sort(self):
        """'Heuvel, Sanne van den'."""
        rest = " ".join(part for part in (self.given, self.prefix) if part)
        return f"{self.surname}, {rest}" if rest and self.surname else self.surname or rest


def cleaned(value):
    """A cell as one line of text: composed (NFC), without invisible marks, single spaces."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", str(value)))
    return re.sub(r"[\s\u00a0]+", " ", text).strip()


def has_forbidden(text):
    """Whether a name holds characters that no name has (formula, markup, address)."""
    return bool(_FORBIDDEN.search(text))


def has_lost_characters(text):
    """Whether letters were lost on the way, as in '?or?evi?' or 'LoÃ¯s'."""
    return bool(_LOST.search(text))


def from_parts(*, surname, prefix="", given=""):
    """A name from its own columns. A surname cell with a comma or its own particle is read as such."""
    surname, prefix, given = _joined(cleaned(surname)), cleaned(prefix), _first_name(cleaned(given))
    if not prefix:
        if "," in surname:
            surname, _, prefix = (part.strip() for part in surname.partition(","))
            if not _all_particles(prefix.split()):
                prefix = ""
        else:
            front, rest = _leading(surname.split(), start=True)
            if front and rest:
                prefix, surname = " ".join(front), " ".join(rest)
    return PersonName(given, _small(prefix), surname)


def from_full(value):
    """A name from one cell: 'Sanne van den Heuvel', 'Heuvel, Sanne van den', 'Heuvel van den, S. (Sanne)'."""
    text = _SALUTATION.sub("", cleaned(value))
    aside = " ".join(_PARENTHESES.findall(text))
    text = _joined(re.sub(r"\s+", " ", _PARENTHESES.sub(" ", text)).strip(" ,"))
    name = _with_comma(text) if "," in text else _in_order(text)
    # '(Sanne)' after 'S.' is the first name; anything else between parentheses may be a party and is not kept
    if (
        _INITIALS.fullmatch(name.given)
        and re.fullmatch(r"[^\W\d_]+", aside)
        and aside[:1] == name.given[:1]
        and not aside.isupper()
    ):
        name = PersonName(aside, name.prefix, name.surname)
    return name


def has_aside(value):
    """Whether a full name has text between parentheses, which is not kept as such."""
    return bool(_PARENTHESES.search(cleaned(value)))


def key(display):
    """What two spellings of one name have in common, to find the same person under another address."""
    text = unicodedata.normalize("NFKD", display.casefold().replace("’", "'").replace("‘", "'"))
    return re.sub(r"[^\w']+", " ", "".join(c for c in text if not unicodedata.combining(c))).strip()


def sort_key(sort_name):
    """What to sort a `sort_name` on: without accents, capitals and apostrophes, at most 200 characters."""
    return key(sort_name).replace("'", "")[:200]


def _with_comma(text):
    before, *after = (part.strip() for part in text.split(","))
    after = [part for part in after if part]
    words = before.split()
    front, words = _leading(words, start=True)
    prefix = " ".join(front)
    if not prefix:
        words, back = _trailing(words)
        prefix = " ".join(back)
    given = []
    for part in after:
        part = _SALUTATION.sub("", part)
        if not prefix and _all_particles(part.split()):
            prefix = part
            continue
        rest, back = _trailing(part.split(), start=text.isupper())
        front = []
        if not back:
            front, rest = _leading(rest)
        if (back or front) and not prefix:
            prefix, part = " ".join(back or front), " ".join(rest)
        given.append(part)
    return PersonName(_first_name(" ".join(given)), _small(prefix), " ".join(words))


def _in_order(text):
    """First name(s), particles, surname. Without particles the last word is the surname."""
    words = text.split()
    for index in range(1, len(words) - 1):
        front, rest = _leading(words[index:])
        if front and rest:
            return PersonName(" ".join(words[:index]), _small(" ".join(front)), " ".join(rest))
    front, rest = _leading(words, start=True)
    if front and rest:
        return PersonName("", _small(" ".join(front)), " ".join(rest))
    cut = len(words) - 1
    while cut > 1 and _belongs_to_surname(words[cut - 1]):
        cut -= 1
    return PersonName(" ".join(words[:cut]), "", " ".join(words[cut:]))


def _belongs_to_surname(word):
    """'El' in 'Ahmet El Amrani', 'Jansen-de' in 'Bram Jansen-de Wit'."""
    return word.casefold() in _OTHER | _DUTCH or ("-" in word and _is_particle(word.rpartition("-")[2]))


def _joined(text):
    """'Jansen - de Wit' is 'Jansen-de Wit'."""
    return re.sub(r"\s+[-–]\s+", "-", text)


def _is_particle(word, *, start=False):
    plain = word.replace("’", "'").replace("‘", "'").replace("`", "'")
    if plain in _DUTCH or plain in _OTHER:
        return True
    # at the start of a surname, or all in capitals, Dutch particles may be written large
    return start and plain.casefold() in _DUTCH


def _leading(words, *, start=False):
    count = 0
    while count < len(words) and _is_particle(words[count], start=start):
        count += 1
    if count == len(words):
        count = max(0, count - 1) if not start else 0
    return words[:count], words[count:]


def _trailing(words, *, start=False):
    count = len(words)
    while count > 1 and _is_particle(words[count - 1], start=start):
        count -= 1
    return words[:count], words[count:]


def _all_particles(words):
    return bool(words) and all(_is_particle(word, start=True) for word in words)


def _small(prefix):
    """Dutch particles small ('Van den' → 'van den'); others stay as they are."""
    return " ".join(
        word.casefold() if _is_particle(word, start=True) and word.casefold() in _DUTCH else word
        for word in prefix.split()
    )


def _first_name(text):
    return _SALUTATION.sub("", text).strip(" ,")
