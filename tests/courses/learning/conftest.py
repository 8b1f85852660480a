import pytest

from tests.courses.learning import factories
from tests.courses.learning.walking import Walker


@pytest.fixture
def edition(db):
    return factories.an_edition()


@pytest.fixture
def member(db):
    return factories.a_member()


@pytest.fixture
def walker(client, edition, member):
    """A member who is signed in, before the edition."""
    client.force_login(member)
    return Walker(client, edition)
