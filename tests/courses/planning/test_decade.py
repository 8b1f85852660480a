"""Ten years of a whole country in small, played through the real services and compared with the slow reading."""

import pytest
from django.db.models import Count, F, Q

from courses.planning.models import Assignment
from tests.courses.planning.comparing import Comparison, lost_or_altered
from tests.courses.planning.register import Register
from tests.courses.planning.timelines import decade
from tests.harness.seeds import seeds

pytestmark = pytest.mark.django_db


@seeds(4, 40)
def test_a_decade_ends_where_the_rules_say(seed):
    register = Register(decade(seed, people=510, ticks=35, looks=3))
    looked = 0
    for _day in register.play():
        differences = Comparison(register).compare()
        assert not differences, told(differences)
        invariants(register)
        looked += 1
    assert looked >= 3


def invariants(register):
    today = register.today
    owed = Assignment.objects.filter(programme_year__programme=register.row)
    assert not lost_or_altered(register)
    before_the_first_day = owed.filter(opens__lt=F("membership__start"))
    assert not before_the_first_day.exists()
    gone = Q(membership__end__lt=today) | Q(membership__start__gt=today)
    done = Q(membership__user__completions__completed_on__gte=F("counts_from"))
    assert not owed.filter(gone, closed_on=None).exclude(done).exists()
    twice = owed.filter(closed_on=None).exclude(done).values("membership").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()


def told(differences, most=3):
    return f"{len(differences)} differences; the first:\n" + "\n\n".join(differences[:most])
