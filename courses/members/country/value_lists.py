"""Reads lists of organisations as the government publishes them (TOOI, JSON-LD) and the CSV beside them; no models."""

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from courses.members.errors import FileRefused
from courses.members.models import Kind
from courses.members.reading.plaintext import decoded

_ONT = "https://identifier.overheid.nl/tooi/def/ont/"
_PROV = "http://www.w3.org/ns/prov#"
_KINDS = {
    _ONT + "Gemeente": Kind.MUNICIPALITY,
    _ONT + "Provincie": Kind.PROVINCE,
    _ONT + "Waterschap": Kind.WATER_AUTHORITY,
}
_CODE = re.compile(r"[a-z]{1,4}[0-9]{2,8}")
MAX_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One body; None is what the list does not say. `province` is a code (TOOI) or a name (CSV)."""

    code: str
    kind: Kind | None = None
    name: str | None = None
    display_name: str | None = None
    province: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None


def read_value_list(data):
    """The OrganisationRows in `data` (bytes); FileRefused with the reason when it is no such list."""
    if not data.strip():
        raise FileRefused(_("This file is empty. Nothing was saved."))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        rows = _from_tooi(_parsed(data))
    else:
        rows = _from_csv(_text(data))
    if not rows:
        raise FileRefused(
            _("There are no municipalities, provinces or water authorities in this list. Nothing was saved.")
        )
    if len(rows) > MAX_ROWS:
        raise FileRefused(
            _("This list has more than %(count)d organisations. Nothing was saved.") % {"count": MAX_ROWS}
        )
    seen = set()
    for row in rows:
        if row.code in seen:
            raise FileRefused(_("The code %(code)s is in the list twice. Nothing was saved.") % {"code": row.code})
        seen.add(row.code)
    return rows


def _text(data):
    try:
        return decoded(data)
    except FileRefused as error:  # speaks of spreadsheets, which are no help here
        raise _unreadable() from error


def _parsed(data):
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _unreadable() from error


def _unreadable():
    return FileRefused(
        _("This list cannot be read: it is neither a TOOI value list (JSON) nor a CSV. Nothing was saved.")
    )


# --- TOOI -----------------------------------------------------------------------------------------------------------


def _from_tooi(document):
    if isinstance(document, dict):
        document = document.get("@graph", [])
    if not isinstance(document, list):
        raise _unreadable()
    items = [item for item in document if isinstance(item, dict) and isinstance(item.get("@type"), list)]
    former = {  # bodies that went on under one code with another name or form
        _code_of(_one(item, _PROV + "specializationOf"))
        for item in items
        if _ONT + "HistorischeVersie" in item["@type"]
    }
    successors = _successors(items)
    rows = []
    for item in items:
        kind = next((_KINDS[one] for one in item["@type"] if isinstance(one, str) and one in _KINDS), None)
        if kind is None or _ONT + "HistorischeVersie" in item["@type"]:
            continue
        code = _code(_one(item, _ONT + "organisatiecode"), place=item.get("@id"))
        # the first day of a new name is not the first day of the body
        begin = None if code in former else _day(_one(item, _ONT + "begindatum"), code)
        rows.append(
            OrganisationRow(
                code=code,
                kind=kind,
                name=_one(item, _ONT + "officieleNaamExclSoort"),
                display_name=_display_name(item),
                province=_code_of(_one(item, _ONT + "ligtInProvincie")),
                valid_from=begin,
                valid_to=_day(_one(item, _ONT + "einddatum"), code),
                successor=successors.get(code),
            )
        )
    return rows


def _display_name(item):
    """'Gemeente Utrecht'; a name that says itself what it is stays: 'Wetterskip Fryslân', no 'Waterschap' before it."""
    name = _one(item, _ONT + "officieleNaamExclSoort")
    if name and name.startswith(("Hoogheemraadschap ", "Wetterskip ", "Waterschap ")):
        return name
    return _capital(_one(item, _ONT + "officieleNaamInclSoort"))


def _successors(items):
    """{ended code: the code that it went into}, from the changes in the list; a body that was divided has none."""
    into = {}
    for item in items:
        after = [*_codes(item, _PROV + "generated"), *_codes(item, _PROV + "used")]
        for code in _codes(item, _PROV + "invalidated"):
            into.setdefault(code, set()).update(set(after) - {code})
    return {code: after.pop() for code, after in into.items() if len(after) == 1}


def _one(item, name):
    """The first value of a property: text, or the address of what it points at."""
    values = item.get(name)
    first = values[0] if isinstance(values, list) and values else None
    if isinstance(first, dict):
        first = first.get("@value", first.get("@id"))
    return first.strip() if isinstance(first, str) else None


def _codes(item, name):
    values = item.get(name)
    found = [value.get("@id") for value in values if isinstance(value, dict)] if isinstance(values, list) else []
    return [code for code in map(_code_of, found) if code]


def _code_of(address):
    last = address.rpartition("/")[2] if isinstance(address, str) else ""
    return last if _CODE.fullmatch(last) else None


# --- CSV ------------------------------------------------------------------------------------------------------------


def _from_csv(text):
    """Columns type, code, name, province, display_name, and optionally valid_from, valid_to, successor (a code)."""
    try:
        reader = csv.DictReader(
            io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ",", strict=True
        )
        records = list(reader)
    except csv.Error as error:
        raise _unreadable() from error
    if "code" not in (reader.fieldnames or []):
        raise _unreadable()
    rows = []
    for number, record in enumerate(records, start=2):
        said = {
            name: value.strip()
            for name, value in record.items()
            if isinstance(name, str) and isinstance(value, str) and value.strip()
        }
        if not said:
            continue
        code = _code(said.get("code"), place=number)
        kind = said.get("type")
        if kind is not None and kind not in Kind.values:
            raise FileRefused(
                _("Row %(row)s: we do not know this kind of organisation. Nothing was saved.") % {"row": number}
            )
        rows.append(
            OrganisationRow(
                code=code,
                kind=Kind(kind) if kind else None,
                name=said.get("name"),
                display_name=said.get("display_name"),
                province=said.get("province"),
                valid_from=_day(said.get("valid_from"), code),
                valid_to=_day(said.get("valid_to"), code),
                successor=said.get("successor"),
            )
        )
    return rows


# --- both -----------------------------------------------------------------------------------------------------------


def _code(value, *, place):
    if not value or not _CODE.fullmatch(value):
        raise FileRefused(_("There is no valid code at %(place)s. Nothing was saved.") % {"place": place})
    return value


def _day(value, code):
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise FileRefused(_("A date of %(code)s cannot be read. Nothing was saved.") % {"code": code}) from error


def _capital(text):
    return text[:1].upper() + text[1:] if text else text
