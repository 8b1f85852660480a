"""Dutch text taken apart: Markdown or rich text into plain lines, lines into sentences, sentences into words.

Good enough to measure and to point at a sentence; what it cannot tell (an abbreviation at the end of a sentence) it
joins rather than cuts.
"""

import html
import re

#: After these a full stop ends no sentence.
ABBREVIATIONS = (
    "nr nrs art artt mr mrs dr drs ir prof ds dhr mw mevr bijv bv d.w.z o.a o.m e.d e.a i.v.m m.b.t t.a.v z.o.z "
    "a.u.b ca blz p jl resp incl excl evt jhr Stcrt Stb"
).split()
_ABBREVIATED = re.compile(rf"(?:^|[\s(“‘\"])(?:(?i:{'|'.join(map(re.escape, ABBREVIATIONS))})|[A-TV-Z])\.$")
_END = re.compile(r"[.?!…]+[”’\"')\]]*(?=\s)|:(?=\s+[“‘\"]?[A-ZÀ-Þ0-9“‘\"])|:$")
_START = re.compile(r"\s+(?:[“‘\"'(\[]*[A-ZÀ-Þ0-9]|[’'][snt]\s)")
_WORD = re.compile(r"[^\W_](?:[\w’'.@/&+-]*[\w])?|[’'][snt]\b")
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")
_BLOCK_ENDS = re.compile(r"<(?:/p|/li|/h\d|/tr|br\s*/?)>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]*\)")


def plain(text: str) -> list[str]:
    """Return the lines that a reader sees as separate: paragraphs, items of lists, headings; without any markup."""
    text = html.unescape(re.sub(r"<[^>]+>", "", _BLOCK_ENDS.sub("\n\n", text)))
    text = _LINK.sub(r"\1", text).replace("**", "")
    lines = []
    for paragraph in re.split(r"\n\s*\n", text):
        begun = False
        for line in paragraph.splitlines():
            item = _ITEM.match(line)
            line = line[item.end() :] if item else line
            if begun and not item:
                lines[-1] = f"{lines[-1]} {line.strip()}".strip()
            else:
                lines.append(line.strip())
            begun = True
    return [line for line in lines if line]


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, in their order; what somebody says after a colon is a sentence of its own."""
    return [sentence for line in plain(text) for sentence in _cut(line)]


def _cut(line):
    start = 0
    for end in _END.finditer(line):
        if end.group() == ":" or (_START.match(line, end.end()) and not _ABBREVIATED.search(line[start : end.end()])):
            yield line[start : end.end()].strip()
            start = end.end()
    if rest := line[start:].strip():
        yield rest


def words(text: str) -> list[str]:
    """Return the words of `text`; a number, a time (9.00) and an address count as one each."""
    return [word for line in plain(text) for word in _WORD.findall(line)]
