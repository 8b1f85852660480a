"""`make review`: docs/subject-review.md, what people must check in the starter's texts before a release."""

import os
import sys
from pathlib import Path

from content.proofreading.facts import Fact, read_facts
from content.proofreading.pieces import manuscripts
from content.proofreading.review import OTHERS, WHO, OpenCheck, doubtful, open_checks

ROOT = Path(__file__).resolve().parent.parent.parent
STARTER = ROOT / "content" / "starter"
TARGET = ROOT / "docs" / "subject-review.md"

HEAD = """\
<!-- Made by `make review` from the texts in content/starter. Change those (`check:`), not this page. -->
# Wat iemand moet nakijken vóór een uitgave

De teksten zijn met zorg geschreven en door een machine nagelopen: zinnen, cijfers, spelling, antwoorden. Of het waar
is, weet alleen een mens die het vak kent. Hieronder staat wat nog open is, per persoon die het kan zeggen. Is iets
nagekeken? Haal dan `check:` weg bij de tekst zelf en doe `make review`.

Wie een tekst naleest, leest de hele module. Hieronder staat alleen wat de schrijvers zelf al niet zeker wisten.

| wie | open vragen |
|---|---|
"""
INTRO = {
    "Jurist": "Recht en regels: straf, regelingen, bevoegdheden, privacy.",
    "Politie": "De contactpersoon bij de politie: aangifte, VPT-code, sporen, wat iemand aan de telefoon hoort.",
    "Ondersteuningsteam": "Het Ondersteuningsteam Weerbaar Bestuur: voor wie het is, en hoe nazorg gaat.",
    "Redactie": "Bronnen, namen en nummers die iemand moet opzoeken of bellen.",
    OTHERS: "Vragen aan wie er maar een paar heeft.",
}
NUMBERS = """\
## Nummers

Bel elk nummer op de hulppagina en vul de dag in bij `verified_on`: [hulp.yaml](../content/starter/hulp.yaml).
"""
FACTS = """\
## Cijfers en datums zonder officiële bron, of waarover bronnen verschillen

Zoek deze op in het rapport of de wet zelf, en pas [facts.yaml](../content/starter/facts.yaml) aan. Een tekst die dan
niet meer klopt, laat de test falen. S: uit de pers, van een vakbond of een bureau. K: nog zonder bron.

| feit | waarde | jaar | waarvan | bron | wat er onzeker is |
|---|---|---|---|---|---|
"""


def page(checks: list[OpenCheck], facts: list[Fact]) -> str:
    """Return the page in Dutch."""
    asked = [who for who in (*WHO, OTHERS) if any(check.who == who for check in checks)]
    counts = "\n".join(f"| {who} | {sum(check.who == who for check in checks)} |" for who in asked)
    parts = [f"{HEAD}{counts}\n"]
    parts += [
        f"## {who}\n\n{INTRO[who]}\n\n{_listed(check for check in checks if check.who == who)}\n" for who in asked
    ]
    return "\n".join([*parts, NUMBERS, FACTS + "\n".join(map(_row, facts)) + "\n"])


def _listed(checks):
    lines, package = [], ""
    for check in checks:
        folder, _, file = check.file.rpartition("/")
        name = folder.split("/")[0] or file
        if name != package:
            package = name
            lines += ["", f"### {name}", ""] if lines else [f"### {name}", ""]
        where = " · ".join(filter(None, [check.file.removeprefix(f"{name}/"), check.place]))
        lines.append(f"- [ ] {check.asks} [{where}](../content/starter/{check.file})")
    return "\n".join(lines)


def _row(fact):
    doubt = fact.conflict or "Geen officiële bron."
    return f"| {fact.key} ({fact.mark}) | {fact.value} | {fact.period} | {fact.of} | {fact.source} | {doubt} |"


def made(starter: Path = STARTER) -> str:
    """Return the page for the texts as they are now."""
    from django.utils.translation import override

    with override("nl"):
        return page(open_checks(manuscripts(starter)), doubtful(read_facts(starter)))


def main() -> int:
    """Write the page."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings.test")
    django.setup()
    TARGET.write_text(made(), encoding="utf-8")
    print(f"Written: docs/{TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
