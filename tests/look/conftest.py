import pytest


@pytest.fixture(scope="session")
def hung(django_db_setup, django_db_blocker, run_folder):
    """Gives a gallery of the run by its name, drawn by `hang` for whoever asks first: `hung("english", hang)`."""
    from tests.look.sharing import shared

    def one(name, hang):
        with django_db_blocker.unblock():
            return shared(name, run_folder / "galleries", hang)

    return one


@pytest.fixture(scope="session")
def gallery(hung):
    """Every case."""
    from tests.look.gallery import hang

    return hung("dutch", hang)


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
