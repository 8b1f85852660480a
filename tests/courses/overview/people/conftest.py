import pytest

from tests.courses.overview.people.desk import Desk


@pytest.fixture
def desk(client):
    return Desk(client)
