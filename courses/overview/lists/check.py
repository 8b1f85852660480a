"""The page that checks a list, put together from a draft and its plan: what is wrong, what changes, who is missing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.members.models import Kind, Office
from courses.members.offices import OFFICES_OF
from courses.members.reading import headers as fields
from courses.overview.lists.confirming import Looked
from courses.overview.lists.forms import FIELD_NAMES, by_row, in_words

#: More rows of a kind are counted, not shown: a page of 20,000 rows helps nobody.
SHOWN = 300
CHANGED_NAMES = FIELD_NAMES | {
    "name": gettext_lazy("Name"),
    "sort_name": gettext_lazy("Sorted as"),
    "office": gettext_lazy("Office"),
    "start": gettext_lazy("First day"),
    "end": gettext_lazy("Last day"),
}
#: What no cell can put right: such a row can only be left out, or its change be asked.
NOT_BY_CELL = ("more_memberships",)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: a wrong cell, or a last day."""

    id: str
    label: str
    value: str
    error: str = ""
    options: tuple = ()
    kind: str = "text"


def check_of(looked: Looked) -> dict:
    """The context of the page."""
    plan, draft = looked.plan, looked.draft
    rows = by_row(plan.problems)
    return {
        "looked": looked,
        "read": len(draft.table.rows),
        "dropped": draft.table.dropped,
        "notes": plan.members.notes,
        "problems": [_problem(looked, row, remarks) for row, remarks in list(rows.items())[:SHOWN]],
        "problem_count": len(rows),
        "left_out": [
            {"row": row, "name": draft.name(row), "asked": row in draft.asked}
            for row in sorted(draft.skipped | set(draft.asked))[:SHOWN]
        ],
        "new": [_new(row) for row in plan.new[:SHOWN]],
        "changed": [line for change in plan.changed[:SHOWN] for line in _changed(change, plan.members.places)],
        "missing": [_missing(looked, held) for held in plan.not_in_file[:SHOWN]],
        "warnings": plan.warnings[:SHOWN],
        "tally": _tally(looked, len(rows)),
        "faults": len(rows) + len(looked.faults),
    }


def _problem(looked, row, remarks):
    draft, kind = looked.draft, looked.plan.organisation.kind
    ask = next((remark.about for remark in remarks if remark.about), None)
    cells = []
    for remark in remarks:
        if remark.field and remark.code not in NOT_BY_CELL and remark.field not in [one.label for one in cells]:
            cells.append(_field(draft, remark, kind))
    return {
        "row": row,
        "name": draft.name(row),
        "sentences": [remark.sentence for remark in remarks],
        "fields": cells,
        "ask": ask,
        "target": cells[0].id if cells else f"r{row}-over",
    }


def _field(draft, remark, kind):
    name = remark.field
    options = ()
    if name == fields.OFFICE:
        options = tuple((office.value, office.label) for office in Office if office in OFFICES_OF[Kind(kind)])
    return Field(
        id=f"r{remark.row}-{name}",
        label=str(FIELD_NAMES[name]),
        value=draft.cell(remark.row, name),
        error=remark.sentence,
        options=options,
        kind="email" if name == fields.EMAIL else "text",
    )


def _new(row):
    since = _("%(office)s from %(day)s") % {"office": Office(row.office).label, "day": f"{row.start:%d-%m-%Y}"}
    until = _("up to and including %(day)s") % {"day": f"{row.end:%d-%m-%Y}"} if row.end else ""
    return {"row": row.row, "name": row.name, "email": row.email, "change": f"{since} {until}".strip()}


def _changed(change, places):
    """A line for each field that changes; the name to sort on goes along with the name."""
    shown = [name for name in change.fields if name != "sort_name" or "name" not in change.fields]
    for name in shown:
        old, new = change.fields[name]
        column = places.columns.get(name) or places.columns.get(fields.FULL) or places.columns.get(fields.SURNAME)
        yield {
            "row": change.row.row,
            "column": column,
            "name": change.row.name,
            "email": change.row.email,
            "what": CHANGED_NAMES[name],
            "old": in_words(name, old),
            "new": in_words(name, new),
        }


def _missing(looked, held):
    return {
        "name": held.name,
        "office": Office(held.office).label,
        "email": held.email,
        "field": Field(
            id=f"m{held.pk}-tot",
            label=_("Member up to and including (empty: stays a member)"),
            value=looked.draft.leaving.get(held.pk, ""),
            error=looked.faults.get(held.pk, ""),
        ),
    }


def _tally(looked, problems):
    plan = looked.plan
    return [
        {"anchor": "nieuw", "number": len(plan.new), "label": _("new"), "bad": False},
        {"anchor": "gewijzigd", "number": len(plan.changed), "label": _("changed"), "bad": False},
        {"anchor": "gelijk", "number": len(plan.unchanged), "label": _("unchanged"), "bad": False},
        {"anchor": "fouten", "number": problems, "label": _("with a fault"), "bad": bool(problems)},
        {"anchor": "weg", "number": len(plan.not_in_file), "label": _("not in the file"), "bad": False},
    ]
