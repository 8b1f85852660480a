"""Lists for a clerk's spreadsheet: text cells only, formulas made harmless, a row at a time."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.overview import writing
from courses.planning.models import NamesExport
from courses.planning.status import Status


def status_words(status, overdue, paused, counts_already) -> str:
    """Return the status as the screen says it."""
    words = str(Status(status).label)
    if paused:
        return _("%(status)s, paused") % {"status": words}
    if overdue:
        return _("%(status)s, past the date") % {"status": words}
    if counts_already:
        return _("%(status)s, counts already") % {"status": words}
    return words


def heading() -> list[str]:
    return [_("Name"), _("Status"), _("Finished on")]


def _cells(row) -> list[str]:
    name, *standing, day = row
    return [name, status_words(*standing), f"{day:%d-%m-%Y}" if day else ""]


def csv_lines(rows: Iterable) -> Iterator[bytes]:
    """Yield the rows of `selectors.export_rows` as CSV."""
    return writing.csv_lines(_lines(rows))


def workbook(rows: Iterable):
    """Return an open temporary file with the rows as .xlsx. The caller closes it."""
    return writing.workbook(_lines(rows), title=_("Overview"))


def _lines(rows):
    yield heading()
    for row in rows:
        yield _cells(row)


@transaction.atomic
def note_export(*, organisation, programme_year, by, on, kind, now) -> NamesExport:
    """Write down that a list with names was taken: in the log of the desk, and so that the members see the day."""
    note_action(organisation=organisation, by=by, kind=DeskAction.Kind.NAMES, now=now, year=programme_year.year)
    return NamesExport.objects.create(
        organisation=organisation, programme_year=programme_year, by=by, taken_on=on, kind=kind
    )
