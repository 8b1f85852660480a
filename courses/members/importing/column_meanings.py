"""What an organisation calls its columns: remembered, so that a clerk says it once."""

from django.db import transaction

from courses.members.importing.models import ColumnMeaning
from courses.members.reading.columns import KeptTable
from courses.members.reading.headers import Chosen, field_of, header_key


def meanings_of(*, organisation) -> dict:
    """{("", header key): field} of what `organisation` said before; for `headers.Chosen`."""
    rows = ColumnMeaning.objects.filter(organisation=organisation).values_list("header", "field")
    return {("", header): field for header, field in rows}


def columns_of(table: KeptTable) -> list[tuple]:
    """(letters, header, field or "") of every column of the list, in their order."""
    used = [(letters, table.headers[name], name) for name, letters in table.columns.items()]
    unused = [(one.column, one.header, "") for one in table.dropped]
    return sorted(used + unused, key=lambda column: (len(column[0]), column[0]))


def said(table: KeptTable, fields: dict) -> Chosen:
    """What a clerk chose for the columns of `table`: {letters: field or ""}. In another list it holds for the columns
    that stand in the same place under the same header."""
    return Chosen(
        {(letters, header_key(header)): fields.get(letters, field) for letters, header, field in columns_of(table)}
    )


@transaction.atomic
def remember(*, organisation, table: KeptTable, said: dict):
    """Remember what a clerk said of columns of a confirmed list, where their headers do not tell; only the headers."""
    for letters, header, _field in columns_of(table):
        key, field = header_key(header), said.get(letters)
        if not key or field is None:
            continue
        if field == (field_of(header) or ""):
            ColumnMeaning.objects.filter(organisation=organisation, header=key).delete()
        else:
            ColumnMeaning.objects.update_or_create(organisation=organisation, header=key, defaults={"field": field})
