"""A clerk confirms a list: all that was chosen on the way happens in one transaction, and the draft is gone."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from courses.members.errors import PlanOutdated
from courses.members.importing.column_meanings import remember
from courses.members.importing.comparing import ImportPlan
from courses.members.importing.drafting import Draft, forget_draft
from courses.members.models import Membership, Organisation
from courses.members.other_addresses.asking import ask_address
from courses.planning.reading_in import read_in


@dataclass(frozen=True, slots=True)
class Looked:
    """What a clerk is shown: the plan of a draft, the last days that were filled in, and what is wrong with these."""

    draft: Draft
    plan: ImportPlan
    days: dict
    faults: dict

    @classmethod
    def at(cls, draft: Draft, *, organisation: Organisation, on: date):
        plan = draft.plan(organisation=organisation, today=on)
        return cls(draft, plan, *draft.last_days(plan))

    @property
    def ready(self) -> bool:
        """Whether it can be confirmed."""
        return not (self.draft.unclear or self.plan.problems or self.faults)

    @property
    def seal(self) -> str:
        """A digest of what would be written: what is confirmed is what was seen."""
        what = (self.plan.new, self.plan.changed, sorted(self.days.items()), sorted(self.draft.asked.items()))
        return hashlib.sha256(repr(what).encode()).hexdigest()


@transaction.atomic
def confirm(*, looked: Looked, organisation: Organisation, by, now: datetime):
    """Write the list, ask the addresses, remember the columns. Raises ProblemsLeft and PlanOutdated."""
    draft = looked.draft
    result = read_in(plan=looked.plan, by=by, now=now, leaving=looked.days, skipped=len(draft.skipped))
    for row, membership in draft.asked.items():
        if email := draft.address(row):
            try:
                ask_address(organisation=organisation, membership=membership, email=email, by=by, now=now)
            except Membership.DoesNotExist:
                raise PlanOutdated(_("The members changed while you were looking. Nothing was saved.")) from None
    remember(organisation=organisation, table=draft.table, said=draft.said)
    forget_draft(organisation=organisation, by=by)
    return result
