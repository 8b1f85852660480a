"""The clerk cannot tell who took the short way: every byte of the desk is the same."""

import re
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from courses.learning.models import Booster, Progress
from courses.planning.opening import open_year
from tests import factories
from tests.courses.learning import returning
from tests.courses.learning.returning import Returning
from tests.courses.overview.answers import xlsx_cells
from tests.courses.overview.freshness import show_again
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year


def full(walker, *, done):
    walker.start()
    walker.post("route/", route="full")
    walker.do_lesson(1).do_lesson(2)
    if done:
        walker.do_lesson(3).do_dilemma(4)
        walker.do_dilemma(5)
        walker.finish_quiz(6)


def short(missed):
    def walk(walker, *, done):
        walker.start().see_news()
        walker.see_contacts().do_dilemma(4)
        walker.do_check(missed=missed)
        assert Progress.objects.filter(shown=True).exists()
        if done:
            walker.see_must_screens()
            for number, code in enumerate(returning.OBJECTIVES, start=1):
                if code in missed:
                    walker.do_lesson(number)
            Booster.objects.create(user=walker.user, edition=walker.edition, wanted_on=TODAY)

    return walk


@pytest.mark.parametrize("done", [False, True], ids=["under way", "finished"])
def test_short_way_or_everything_the_desk_is_the_same(client, done):
    module = returning.a_wide_module()
    earlier, edition = returning.two_editions(module, years=(YEAR - 1, YEAR))
    organisation = factories.organisation()
    member = factories.membership(factories.person(name="Noor de Wit"), organisation, start=date(YEAR - 2, 3, 26)).user
    planned.complete(member, earlier, on=date(YEAR - 1, 5, 4))
    programme = planned.programme(module, starts_on=date(YEAR - 1, 1, 1))
    open_year(programme=programme, year=YEAR, edition=edition, today=TODAY)
    clerk = factories.clerk(organisation)

    def desk():
        client.force_login(clerk)
        show_again(client, organisation)
        address = [organisation.code, YEAR]
        page = client.get(reverse("overview:year", args=address)).content
        return (
            re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page),
            b"".join(client.post(reverse("overview:csv", args=address)).streaming_content),
            _values(client.post(reverse("overview:xlsx", args=address))),
        )

    seen = []
    for way in (full, short(missed=()), short(missed=("melden",)), short(missed=returning.OBJECTIVES)):
        with transaction.atomic():
            client.force_login(member)
            walker = Returning(client, edition)
            walker.user, walker.edition = member, edition
            way(walker, done=done)
            seen.append(desk())
            transaction.set_rollback(True)
    assert (b"Afgerond" if done else b"Bezig") in seen[0][1]
    assert all(one == seen[0] for one in seen[1:])


def _values(response):
    return [[cell.value for cell in row] for row in xlsx_cells(response)]
