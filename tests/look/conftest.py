import pytest


@pytest.fixture(scope="session")
def gallery(django_db_setup, django_db_blocker):
    """Every case, drawn once for this worker."""
    from tests.look.gallery import hang

    with django_db_blocker.unblock():
        return hang()


@pytest.fixture(scope="session")
def looker(browser, gallery):
    """Gives the window of a width and theme: `looker(320, "dark")`; each is opened once."""
    from tests.look.looking import Looker

    windows = {}

    def window(width, theme):
        if (width, theme) not in windows:
            windows[width, theme] = Looker(browser, gallery, width=width, theme=theme)
        return windows[width, theme]

    yield window
    for one in windows.values():
        one.close()
