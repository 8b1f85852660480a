"""The words of a page, each with the language that the page says it is in."""

from dataclasses import dataclass
from html.parser import HTMLParser

#: Elements that have no end tag, and so hold no words.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
#: Attributes that are read out or shown.
SPOKEN = ("alt", "aria-label", "placeholder", "title", "aria-description")


@dataclass(frozen=True)
class Words:
    """`text` as it stands; `language` as the nearest `lang` says; `within` the names of the elements around it; `own`
    when that language was said by something inside the page, not by the page as a whole."""

    text: str
    language: str
    within: tuple[str, ...]
    own: bool


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words: list[Words] = []
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        language = named.get("lang") or (self.open[-1][1] if self.open else "")
        self.open.append((tag, language))
        for name in SPOKEN:
            if named.get(name):
                self._found(named[name])
        if tag in VOID:
            self.open.pop()

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and self.open and self.open[-1][0] not in ("style", "script"):
            self._found(data)

    def _found(self, text):
        language, of_page = self.open[-1][1], self.open[0][1]
        self.words.append(Words(text, language, tuple(tag for tag, _ in self.open), language != of_page))


def words_of(html: str) -> list[Words]:
    """All words of a page in their order: what stands in it, and what its attributes say."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.words
