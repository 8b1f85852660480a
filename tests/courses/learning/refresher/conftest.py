"""A returning member before this year's edition of a module."""

import pytest

from tests.courses.learning import returning
from tests.courses.learning.returning import Returning


@pytest.fixture
def editions(db):
    return returning.two_editions()


@pytest.fixture
def edition(editions):
    return editions[1]


@pytest.fixture
def member(editions):
    return returning.a_returning_member(editions[0])


@pytest.fixture
def walker(client, edition, member):
    client.force_login(member)
    return Returning(client, edition)
