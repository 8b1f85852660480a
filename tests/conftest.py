"""Fixtures that every test may ask for."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.harness.databases import PostgresDatabases, databases_for
from tests.harness.slow import listed, name_of

ROOT = Path(__file__).resolve().parent.parent

# Fixed examples for every run that must give the same answer twice; `make proof` looks further each time.
hypothesis_settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
hypothesis_settings.register_profile("default", max_examples=100, deadline=None, derandomize=True)
hypothesis_settings.register_profile(
    "proof", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

# --- what is run ------------------------------------------------------------------------------------------------------

#: A test that asks for none of these, and is not marked django_db, cannot reach the database.
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser):
    parser.addoption(
        "--second-database", action="store_true",
        help="leave out what was seen on the first: tests without a database, or marked one_database",
    )  # fmt: skip
    parser.addoption("--quick", action="store_true", help="leave out the tests of tests/slow.txt")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--second-database"):
        _keep(config, items, _asks_a_database)
    if config.getoption("--quick"):
        slow = listed()
        _keep(config, items, lambda item: name_of(item.nodeid) not in slow)
    # the longest test of all, first: whoever had it last would leave the other worker idle
    items.sort(key=lambda item: not item.get_closest_marker("road"))


def _keep(config, items, wanted):
    config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
    items[:] = [item for item in items if wanted(item)]


def _asks_a_database(item):
    if item.get_closest_marker("one_database"):
        return False
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames))


# --- database ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def run_folder(request, tmp_path_factory) -> Path:
    """A folder that all workers of this run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if hasattr(request.config, "workerinput") else folder


@pytest.fixture(scope="session")
def django_db_setup(
    request, django_test_environment, django_db_blocker, django_db_use_migrations, django_db_createdb, run_folder
):
    """This worker's own copy of the run's one migrated database; transactional tests start from it again."""
    worker = getattr(request.config, "workerinput", None)
    with django_db_blocker.unblock():
        databases = databases_for(
            root=ROOT,
            folder=run_folder,
            run=worker["testrunuid"][:12] if worker else str(os.getpid()),
            worker=worker["workerid"] if worker else "only",
            migrations=django_db_use_migrations,
            keep=not django_db_createdb,
        )
    # Django flushes all tables after a transactional test, and with them what migrations wrote. This private method is
    # the only seam for another way; when Django gives one, use that.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: _start_again(databases))
        yield
    with django_db_blocker.unblock():
        databases.drop()
        if worker is None and isinstance(databases, PostgresDatabases):
            databases.drop_template()


def _start_again(databases):
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections

    connections.close_all()
    databases.restore()
    ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def empty_cache():
    """No test sees what another left in the cache: counters of tries, Wagtail's site roots, rendered pages."""
    from django.core.cache import cache

    yield
    cache.clear()


@pytest.fixture(autouse=True)
def without_indexes(request):
    """Few tests search pages, or ask what refers to what: making a module costs half without these two indexes.

    In a browser, and in tests that are marked `indexes`, they are kept as they are for everybody.
    """
    if request.node.get_closest_marker("browser") or request.node.get_closest_marker("indexes"):
        yield
        return
    from wagtail.signal_handlers import disable_reference_index_auto_update

    settings = request.getfixturevalue("settings")
    backends = {name: {**backend, "AUTO_UPDATE": False} for name, backend in settings.WAGTAILSEARCH_BACKENDS.items()}
    settings.WAGTAILSEARCH_BACKENDS = backends
    with disable_reference_index_auto_update():
        yield


# --- real data --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def extra_data() -> Path:
    """The folder with larger, real data (EXTRA_DATA); the test is skipped, visibly, where there is none."""
    folder = Path(django_settings.EXTRA_DATA)
    if not folder.is_dir():
        pytest.skip("real data is absent: EXTRA_DATA names no folder")
    return folder


# --- browser ----------------------------------------------------------------------------------------------------------

#: Milliseconds that `expect` waits: as long as an action does. A busy machine makes a test slow, not red.
PATIENCE = 30_000


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests of this worker."""
    from playwright.sync_api import expect, sync_playwright

    from tests.harness.chromium import launch

    # Playwright's own loop runs in the thread of the tests, which makes Django refuse the ORM there
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """pytest-django's, but started after the databases: before, SQLite is still `:memory:`, and all threads of the
    server would share its one connection, which ends in a segmentation fault."""
    return live_server


@pytest.fixture
def site(live_server, settings) -> str:
    """The address of the running site, without a slash at the end; links in mails and receipts start with it."""
    settings.SITE_ORIGIN = settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return live_server.url


@pytest.fixture
def new_context(browser, site):
    """Makes browser contexts: one for each person or device. Takes Playwright's options, such as
    `viewport={"width": 1280, "height": 800}` or `java_script_enabled=False`. A request to another host fails the test.
    """
    from tests.harness.chromium import contexts

    with contexts(browser, site) as make:
        yield make


@pytest.fixture
def page(new_context):
    """A page on a phone (360 × 740), in Dutch; addresses are relative to the site: `page.goto("/leren/")`."""
    return new_context().new_page()
