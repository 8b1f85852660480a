"""`make statement`: the draft toegankelijkheidsverklaring, made from the tables of docs/accessibility.md."""

import re
import sys
from datetime import date
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
SOURCE, TARGET = DOCS / "accessibility.md", DOCS / "toegankelijkheidsverklaring.md"
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
IN_STATEMENT = "in the statement"


class Incomplete(Exception):
    """The source lacks a table, column or fact; says which."""


def tables(text: str) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each section's table, {heading: [{column: cell}]}."""
    found = {}
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        lines = [line for line in body.splitlines() if line.startswith("|")]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        if len(rows) > 2:
            found[heading] = [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]
    return found


def statement(text: str) -> str:
    """Return the draft in Dutch for the text of accessibility.md. Raises Incomplete."""
    found = tables(text)
    try:
        facts = {row["fact"]: row["value"] for row in found["Facts"]}
        day = date.fromisoformat(facts["checked on"])
        proven, people, short = (
            [row[IN_STATEMENT] for row in found[heading]]
            for heading in ("What the machine proves", "What needs a person", "Known shortcomings")
        )
        return DRAFT.format(
            **{name.replace(" ", "_"): value for name, value in facts.items()},
            day=f"{day.day} {MONTHS[day.month - 1]} {day.year}",
            proven=_listed(proven),
            people=_listed(people),
            short=_listed(short),
        )
    except KeyError as missing:
        raise Incomplete(f"accessibility.md has no {missing}") from None


def _listed(sentences):
    return "\n".join(f"- {sentence}" for sentence in sentences)


DRAFT = """\
<!-- Made by `make statement` from accessibility.md. Change that page, not this one. -->
# Toegankelijkheidsverklaring van {product} (concept)

Dit is een concept. De organisatie die het product gebruikt, vult haar naam, adres en contactpunt in, laat de
verklaring vaststellen en neemt haar op in het register.

- **Organisatie:** _naam van uw gemeente, provincie of waterschap_
- **Adres van de website:** _adres_
- **Norm:** {standard}
- **Status:** {status}. {status_in_words}
- **Onafhankelijk onderzoek:** {audit}
- **Bijgewerkt op:** {day}

## Wat is gedaan
{proven}

## Wat nog open is
Dit kan alleen een mens beoordelen. Het is nog niet gebeurd.

{people}

## Wat nog niet voldoet
{short}

## Loopt u ergens tegenaan?
Schrijf of bel ons: _e-mailadres en telefoonnummer van de organisatie_. U krijgt binnen vijf werkdagen antwoord.
Bent u niet tevreden met het antwoord? Dan kunt u een klacht indienen bij de organisatie, en daarna bij de Nationale
ombudsman.
"""


def main() -> int:
    """Write the draft; exit status 1 with a sentence when the source is not complete."""
    try:
        TARGET.write_text(statement(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
    except Incomplete as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"Written: docs/{TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
