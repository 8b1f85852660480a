import pytest

from tests.courses.overview.council import Council


@pytest.fixture
def council():
    """An organisation with one member of each status, in a year that is open."""
    return Council()
