"""A composed query is kept with the keys of its programme in it; none of them may be taken for the organisation."""

from datetime import date

import pytest
from django.utils import timezone

from courses import prepared
from courses.members.models import Membership
from courses.overview import selectors
from courses.overview.choice import Choice
from courses.planning.models import ProgrammeYear
from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


EXAMPLES = [key for pair in prepared._EXAMPLES[int] for key in pair]


@pytest.mark.parametrize("key", EXAMPLES)
def test_a_year_whose_key_is_an_example_shows_its_own_rows(key):
    """With the examples that the composing uses as keys of real rows."""
    organisation = factories.organisation()
    programme = planned.programme(starts_on=date(TODAY.year - 1, 1, 1))
    factories.membership(organisation_=organisation, start=date(TODAY.year - 2, 3, 26))
    edition = planned.edition(programme.module, TODAY.year)
    ProgrammeYear.objects.create(
        pk=key, programme=programme, module=programme.module, year=TODAY.year, edition=edition, opens=TODAY, due=TODAY,
        counts_from=date(TODAY.year - 1, 9, 1), opened_on=TODAY,
    )  # fmt: skip
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    year = ProgrammeYear.objects.select_related("programme").get()
    table = selectors.table(organisation=organisation, programme_year=year, choice=Choice(), on=TODAY)
    assert (table.counts.total, len(table.rows)) == (1, 1)


def test_a_query_that_is_another_one_for_another_parameter_is_refused():
    def build(organisation):
        return Membership.objects.filter(organisation=organisation, pk__gt=organisation + 1).values_list("pk")

    with pytest.raises(ValueError, match="another way"):
        prepared.Prepared(build, organisation=int).rows(organisation=1)
