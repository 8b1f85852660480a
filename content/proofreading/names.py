"""What may not stand in a text: a party's name, and a number to dial that nobody keeps."""

import re
from pathlib import Path

import yaml

#: Parties in the Tweede Kamer and in provinces and waterschappen, now or lately; abbreviations by case, whole words.
PARTIES = """
VVD|PvdA|CDA|D66|D’66|GroenLinks|GL|SP|PVV|FvD|FVD|Forum voor Democratie|ChristenUnie|CU|SGP|DENK|BBB|NSC|Volt|JA21
50PLUS|50Plus|BIJ1|PvdD|BVNL|LPF|OPNL|AWP|Water Natuurlijk|Waterbelang|BoerBurgerBeweging|Nieuw Sociaal Contract
Partij voor de Dieren|Partij voor de Vrijheid|Partij van de Arbeid|Socialistische Partij|Democraten 66
Belang van Nederland|Volkspartij voor Vrijheid en Democratie|Christen-Democratisch Appèl
Staatkundig Gereformeerde Partij|Trots op Nederland
Leefbaar Nederland|Leefbaar Rotterdam|Fryske Nasjonale Partij|FNP|Piratenpartij|Geborgd Water
""".replace("\n", "|").strip("|")
_PARTY = re.compile(rf"(?<![\w-])(?:{PARTIES})(?![\w])")
#: Something that a telephone would take.
_NUMBER = re.compile(
    r"(?<![\w.,/])(?:\+31[\s-]*(?:\(0\))?|0)\d(?:[\s-]*\d){5,}(?!\w)"
    r"|(?<![\w.,/])0(?:800|900)[\s-]*\d{3,}(?!\w)"
    r"|(?:\b(?:bel|belt|bellen|gebeld|nummer|telefoon)\b[^.\n]{0,20}?\s)(1\d\d|14\s?0\d+)(?![\w.,-])"
    r"|\btel:([+\d-]+)",
    re.IGNORECASE,
)
#: Known by heart, and not spelled otherwise.
KEPT = ("112", "0900-8844", "070 - 373 83 14", "0900-0101")


def parties(text: str) -> list[str]:
    """Return the names of parties in `text`."""
    return _PARTY.findall(text)


def kept_numbers(starter: Path) -> set[str]:
    """Return the digits of the numbers that somebody keeps: the four of every text, and those of the help page."""
    loaded = yaml.safe_load((starter / "hulp.yaml").read_text(encoding="utf-8"))
    return {_digits(number) for number in (*KEPT, *(entry["number"] for entry in loaded["numbers"]))}


def strange_numbers(text: str, kept: set[str]) -> list[str]:
    """Return the telephone numbers in `text`, dialled or written, that are not among `kept`."""
    found = [next(filter(None, (*match.groups(), match.group()))) for match in _NUMBER.finditer(text)]
    return [number for number in found if _digits(number) not in kept]


def _digits(number):
    return re.sub(r"\D", "", str(number).replace("+31", "0").replace("(0)", ""))
