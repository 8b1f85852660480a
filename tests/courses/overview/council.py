"""A council with somebody of each status, whose year is open and before whose desk a clerk sits."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned

TODAY = timezone.localdate()
YEAR = TODAY.year


class Council:
    def __init__(self):
        self.organisation = factories.organisation()
        self.module = planned.module()
        self.programme = planned.programme(self.module, starts_on=date(YEAR - 1, 1, 1))
        self.edition = planned.edition(self.module, YEAR, steps=[("lesson", "Les", 5, 3)])
        before = date(YEAR - 2, 3, 26)
        for name in ("Noor Afgerond", "Bas Bezig", "Cem Niets"):
            factories.membership(factories.person(name=name), self.organisation, start=before)
        open_year(programme=self.programme, year=YEAR, edition=self.edition, today=TODAY)
        self.clerk = factories.clerk(self.organisation)
        done, busy, _idle = self.organisation.memberships.order_by("pk")
        planned.complete(done.user, self.edition, on=TODAY)
        planned.begin(busy.user, self.edition, on=TODAY)

    def more(self, number):
        for index in range(number):
            member = factories.membership(
                factories.person(name=f"Lid Nummer{index:03}"), self.organisation, start=date(YEAR - 2, 3, 26)
            )
            member.assignments.create(
                programme_year=self.programme.years.get(),
                kind="yearly",
                edition=self.edition,
                opens=TODAY,
                unmoved_due=date(YEAR + 1, 1, 1),
                due=date(YEAR + 1, 1, 1),
                counts_from=date(YEAR - 1, 9, 1),
            )

    def url(self, name="year"):
        return reverse(f"overview:{name}", args=[self.organisation.code, YEAR])
