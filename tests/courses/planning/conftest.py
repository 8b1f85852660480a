import pytest

from tests.courses.planning.house import House


@pytest.fixture
def house(db):
    """A programme that holds from 1 March 2026."""
    return House()
