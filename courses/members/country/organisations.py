"""The organisations of the country, from the government's value lists (TOOI, JSON) or a CSV; keyed on code.

What a list does not say is left alone: a list without last days wakes nobody up. A body that ended before today and
that we do not know is left out (nobody can be a member of it; the lists go back to 1999), unless `include_ended`; one
that we do know gets its last day and its successor. So the three lists as published give the 375 bodies of today, and a
later list ends what has merged since.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from courses.members.country.value_lists import read_value_list
from courses.members.errors import FileRefused
from courses.members.models import Kind, Organisation
from courses.members.reading.spreadsheet import read_file

BATCH = 200


@dataclass(frozen=True, slots=True)
class OrganisationsResult:
    """Codes by what happened to them."""

    new: tuple
    changed: tuple
    unchanged: tuple
    left_out: tuple  # ended before today, and unknown here


def import_organisations(*, source, today, include_ended=False, progress=None):
    """Bring the value list at `source` (a path or bytes) into the register; OrganisationsResult.

    `progress(done, total)` is called after every batch. FileRefused when the list cannot be read; nothing is written.
    """
    data = source if isinstance(source, bytes) else read_file(source)
    return write_organisations(rows=read_value_list(data), today=today, include_ended=include_ended, progress=progress)


@transaction.atomic
def write_organisations(*, rows, today, include_ended=False, progress=None):
    """Bring OrganisationRows into the register: a constant number of statements a batch."""
    progress = progress or (lambda done, total: None)
    known = {organisation.code: organisation for organisation in Organisation.objects.select_for_update()}
    province_codes = _province_codes(rows, known)
    new, changed, unchanged, left_out = [], [], [], []
    for row in rows:
        organisation = known.get(row.code)
        if organisation is None and row.valid_to and row.valid_to < today and not include_ended:
            left_out.append(row.code)
            continue
        if organisation is None:
            if not (row.name and row.display_name and row.kind):
                raise FileRefused(
                    _("%(code)s is not known here, and the list does not give its kind and name. Nothing was saved.")
                    % {"code": row.code}
                )
            organisation = Organisation(code=row.code)
            new.append(organisation)
        elif not _differs(organisation, row, province_codes):
            unchanged.append(organisation)
            continue
        else:
            changed.append(organisation)
        _fill(organisation, row, province_codes)
        _check(organisation)
    total = len(new) + len(changed)
    for start in range(0, len(new), BATCH):
        Organisation.objects.bulk_create(new[start : start + BATCH])
        progress(min(start + BATCH, len(new)), total)
    _save(changed, ["kind", "name", "display_name", "province_code", "valid_from", "valid_to"])
    progress(total, total)
    followed = _follow(rows, known | {organisation.code: organisation for organisation in new})
    codes = {organisation.code for organisation in new}
    changed_codes = {organisation.code for organisation in changed} | (followed - codes)
    return OrganisationsResult(
        new=tuple(sorted(codes)),
        changed=tuple(sorted(changed_codes)),
        unchanged=tuple(sorted({organisation.code for organisation in unchanged} - changed_codes)),
        left_out=tuple(sorted(left_out)),
    )


def _province_codes(rows, known):
    """{name of a province: its code}; the CSV names the province of a municipality."""
    codes = {organisation.name: code for code, organisation in known.items() if organisation.kind == Kind.PROVINCE}
    return codes | {row.name: row.code for row in rows if row.kind == Kind.PROVINCE and row.name}


def _wanted(row, province_codes):
    """{field: value} that the row speaks of."""
    province = row.province
    if province and not re.fullmatch(r"[a-z]+\d+", province):
        province = province_codes.get(province)  # unknown here: not said
    wanted = {
        "kind": row.kind,
        "name": row.name,
        "display_name": row.display_name,
        "province_code": province if row.kind == Kind.MUNICIPALITY else None,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
    }
    return {name: value for name, value in wanted.items() if value}


def _differs(organisation, row, province_codes):
    return any(getattr(organisation, name) != value for name, value in _wanted(row, province_codes).items())


def _fill(organisation, row, province_codes):
    for name, value in _wanted(row, province_codes).items():
        setattr(organisation, name, value)


def _check(organisation):
    try:
        organisation.clean_fields(exclude=["successor"])
    except ValidationError as error:
        named = ", ".join(error.message_dict)
        raise FileRefused(
            _("The list gives a value for %(code)s that cannot be right (%(fields)s). Nothing was saved.")
            % {"code": organisation.code, "fields": named}
        ) from error
    if organisation.valid_from and organisation.valid_to and organisation.valid_to < organisation.valid_from:
        raise FileRefused(
            _("According to the list %(code)s ends before it begins. Nothing was saved.") % {"code": organisation.code}
        )


def _follow(rows, known):
    """Set successors that the list names and that we know; the codes of what changed."""
    changed = []
    for row in rows:
        organisation, successor = known.get(row.code), known.get(row.successor)
        if organisation and successor and organisation != successor and organisation.successor_id != successor.pk:
            organisation.successor_id = successor.pk
            changed.append(organisation)
    _save(changed, ["successor"])
    return {organisation.code for organisation in changed}


def _save(organisations, names):
    for start in range(0, len(organisations), BATCH):
        Organisation.objects.bulk_create(
            organisations[start : start + BATCH], update_conflicts=True, unique_fields=["pk"], update_fields=names
        )
