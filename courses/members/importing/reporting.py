"""What an import did or would do, as lines for a terminal and as plain data for a machine."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Longer lists are cut in the terminal; `as_data` has them whole.
SHOWN = 50
_FIELDS = ("name", "sort_name", "office", "start", "end")


def as_data(plan, *, written, left_out=()):
    """The plan as plain data (str, int, None, list, dict). No cell of a dropped column is in it."""
    return {
        "organisation": plan.organisation.code,
        "written": written,
        "counts": counts(plan),
        "columns": {
            name: {"column": letters, "header": header} for name, (letters, header) in plan.members.kept.items()
        },
        "dropped_columns": [{"column": dropped.column, "header": dropped.header} for dropped in plan.members.dropped],
        "notes": list(plan.members.notes),
        "new": [_row(row) for row in plan.new],
        "changed": [
            {
                "row": change.row.row,
                "email": change.row.email,
                "fields": {name: list(map(_plain, pair)) for name, pair in change.fields.items()},
            }
            for change in plan.changed
        ],
        "unchanged": [row.row for row in plan.unchanged],
        "not_in_file": [
            {"email": held.email} | {name: _plain(getattr(held, name)) for name in _FIELDS} for held in plan.not_in_file
        ],
        "problems": [_remark(problem) for problem in plan.problems],
        "warnings": [_remark(warning) for warning in plan.warnings],
        "left_out": [_remark(problem) for problem in left_out],
    }


def counts(plan):
    return {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
        "not_in_file": len(plan.not_in_file),
        "problems": len({problem.row for problem in plan.problems}),
        "warnings": len(plan.warnings),
    }


def lines(plan):
    """Sentences for a person, one a line."""
    if plan.members.dropped:
        nameless = _("no header")
        dropped = ", ".join(f"{one.column} ({one.header or nameless})" for one in plan.members.dropped)
        yield _("Columns that we left behind: %(columns)s.") % {"columns": dropped}
    yield from plan.members.notes
    number = counts(plan)
    yield "\n" + " · ".join(
        [
            _("%(count)d new") % {"count": number["new"]},
            _("%(count)d changed") % {"count": number["changed"]},
            _("%(count)d unchanged") % {"count": number["unchanged"]},
            _("%(count)d not in the file") % {"count": number["not_in_file"]},
            ngettext("%(count)d row with a problem", "%(count)d rows with a problem", number["problems"])
            % {"count": number["problems"]},
        ]
    )
    yield from _listed(_("New"), [f"{row.name} ({row.office})" for row in plan.new])
    yield from _listed(_("Changed"), [_change(change) for change in plan.changed])
    yield from _listed(_("Not in the file; their membership stays as it is"), [held.name for held in plan.not_in_file])
    yield from _listed(_("Take a look"), [warning.sentence for warning in plan.warnings])
    yield from _listed(_("Problems"), [problem.sentence for problem in plan.problems])


def _listed(title, items):
    if not items:
        return
    yield f"\n{title}:"
    for item in items[:SHOWN]:
        yield f"  {item}"
    if len(items) > SHOWN:
        yield "  " + _("… and %(count)d more; --json gives them all.") % {"count": len(items) - SHOWN}


def _change(change):
    labels = {
        "name": _("name"),
        "sort_name": _("sorted as"),
        "office": _("office"),
        "start": _("first day"),
        "end": _("last day"),
    }
    parts = [f"{labels[name]} {_shown(old)} → {_shown(new)}" for name, (old, new) in change.fields.items()]
    return f"{change.row.name}: {'; '.join(parts)}"


def _shown(value):
    return "–" if value in (None, "") else f"{value:%d-%m-%Y}" if hasattr(value, "year") else str(value)


def _row(row):
    return {"row": row.row, "email": row.email} | {name: _plain(getattr(row, name)) for name in _FIELDS}


def _remark(remark):
    return {"row": remark.row, "column": remark.column, "code": remark.code, "sentence": remark.sentence}


def _plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
