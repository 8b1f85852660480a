import pytest

from content.help.copying import copy_path
from content.help.loading import load_help
from content.home import home_page


@pytest.fixture(autouse=True)
def copy(settings, tmp_path):
    """The place of the copy, in a folder of this test's own; nothing stands there yet."""
    settings.DATA_DIR = tmp_path / "data"
    return copy_path()


@pytest.fixture
def page(db):
    """The help page as it comes with the software, published; not copied, for the test's transaction never ends."""
    return load_help(parent=home_page())
