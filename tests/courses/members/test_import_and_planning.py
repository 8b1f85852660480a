"""Where an import meets planning: whoever comes in gets an onboarding, also when the first try was cut off."""

from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.management.commands import import_members
from courses.members.models import Membership
from courses.planning.models import Assignment
from courses.planning.opening import open_year
from tests import factories
from tests.courses.members.factories import csv_bytes, rows_of
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def arguments(tmp_path):
    """A list of three for a new organisation, in a year that is open."""
    programme = planned.programme(starts_on=date(TODAY.year - 1, 1, 1))
    edition = planned.edition(programme.module, TODAY.year)
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    file = tmp_path / "leden.csv"
    file.write_bytes(csv_bytes(rows_of(3)))
    return [str(file), "--organisation", factories.organisation().code]


def test_who_comes_in_gets_an_onboarding_once(arguments):
    for _time in range(2):
        call_command("import_members", *arguments)
        assert set(Assignment.objects.values_list("kind", flat=True)) == {"onboarding"}
        assert Assignment.objects.count() == 3


def test_cut_off_before_the_assignments_the_same_list_again_makes_them(arguments, monkeypatch):
    def cut(**_arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(import_members, "assign_joiners", cut)
        call_command("import_members", *arguments)
    assert (Membership.objects.count(), Assignment.objects.count()) == (3, 0)
    call_command("import_members", *arguments)
    assert Assignment.objects.count() == 3
