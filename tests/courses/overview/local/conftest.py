from datetime import timedelta

import pytest

from courses.members.models import Kind
from courses.planning.opening import open_year
from tests.courses.learning import factories as learning
from tests.courses.overview.local.desk import TODAY, Desk
from tests.courses.planning import factories as planned


@pytest.fixture
def desk(client):
    return Desk(client)


@pytest.fixture
def shown(desk):
    """A desk with a year open, and in it one screen with something of the own organisation."""
    edition = learning.an_edition(year=TODAY.year)
    programme = planned.programme(edition.module, starts_on=TODAY - timedelta(days=400), kinds=[Kind.MUNICIPALITY])
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    desk.edition = edition
    desk.place = [edition.pk, 1, 1]
    return desk
