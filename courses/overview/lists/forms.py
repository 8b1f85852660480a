"""What a clerk sends on the way of a list: the list itself, what its columns are, and what was put right."""

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.members.errors import ColumnsUnclear, FileRefused
from courses.members.importing import column_meanings
from courses.members.importing.drafting import Draft
from courses.members.models import Office
from courses.members.reading import headers as fields
from courses.members.reading.columns import keep_columns
from courses.members.reading.spreadsheet import read_pasted, read_workbook

FIELD_NAMES = {
    fields.FULL: gettext_lazy("Name"),
    fields.GIVEN: gettext_lazy("First name"),
    fields.FIRST_NAMES: gettext_lazy("First names in full"),
    fields.INITIALS: gettext_lazy("Initials"),
    fields.PREFIX: gettext_lazy("Prefix of the surname"),
    fields.SURNAME: gettext_lazy("Surname"),
    fields.EMAIL: gettext_lazy("E-mail address"),
    fields.OFFICE: gettext_lazy("Office"),
    fields.START: gettext_lazy("First day"),
    fields.END: gettext_lazy("Last day"),
}
LONGEST = 300


def offered(request) -> bool:
    """Whether a list came with the form."""
    return bool(request.FILES.get("lijst") or request.POST.get("plak", "").strip())


def read_list(request, *, organisation, chosen: fields.Chosen | None = None) -> Draft:
    """The draft of the list in the form; FileRefused with a sentence. `chosen` is what its columns are."""
    file, text = request.FILES.get("lijst"), request.POST.get("plak", "")
    if file and text.strip():
        raise FileRefused(_("You chose a file and pasted a list too. Nothing was saved. Offer one of the two."))
    if not file and not text.strip():
        raise FileRefused(_("Choose a file first, or paste the list from Excel."))
    workbook = read_workbook(file.read()) if file else read_pasted(text)
    chosen = chosen or fields.Chosen(column_meanings.meanings_of(organisation=organisation))
    try:
        return Draft(table=keep_columns(workbook, chosen=chosen))
    except ColumnsUnclear as unclear:
        return Draft(table=unclear.table, unclear=str(unclear))


def columns_sent(post, table) -> dict:
    """{column letters: field, "" for not used} as the selects of the page say."""
    sent = {}
    for letters, _header, field in column_meanings.columns_of(table):
        value = post.get(f"k-{letters}", field)
        sent[letters] = value if value in fields.FIELDS else fields.UNUSED
    return sent


def put_right(draft: Draft, looked, post):
    """Take over what a clerk filled in on the page that checks: rows corrected, left out or asked, and last days.

    Only what the page asked is read: fields of rows with a problem, and members who are not in the list.
    """
    corrected = {}
    for row, remarks in by_row(looked.plan.problems).items():
        asked = next((remark.about for remark in remarks if remark.about), None)
        if asked and f"r{row}-vraag" in post:
            draft.asked[row] = asked
        elif f"r{row}-over" in post:
            draft.skipped.add(row)
        else:
            values = {remark.field: post.get(f"r{row}-{remark.field}") for remark in remarks}
            corrected[row] = {name: _line(text) for name, text in values.items() if name and text is not None}
    draft.correct(corrected)
    for row in [row for row in draft.skipped | set(draft.asked) if f"r{row}-toch" in post]:
        draft.skipped.discard(row)
        draft.asked.pop(row, None)
    for held in looked.plan.not_in_file:
        text = post.get(f"m{held.pk}-tot")
        if text is not None:
            draft.leaving.pop(held.pk, None)
            if text.strip():
                draft.leaving[held.pk] = _line(text)


def by_row(remarks) -> dict:
    """{row: its remarks}, in the order of the rows."""
    found = {}
    for remark in remarks:
        found.setdefault(remark.row, []).append(remark)
    return found


def in_words(name: str, value) -> str:
    """A value of a field as a clerk reads it."""
    if value in (None, ""):
        return "–"
    if name == fields.OFFICE:
        return str(Office(value).label)
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def _line(text):
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", text).strip()[:LONGEST]
