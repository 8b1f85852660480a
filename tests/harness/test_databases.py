"""Every test starts from the same migrated database, whatever the one before it did."""

import threading

import pytest
from django.core.cache import cache
from django.db import connection

from tests.harness.databases import migrations_digest


def sessions() -> int:
    """Rows in a plain table that no trigger guards; counted outside the ORM's caches."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM django_session")
        return cursor.fetchone()[0]


def leave_a_session() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('k', 'd', '2030-01-01')"
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_transactional_test_commits_is_gone_in_the_next(turn):
    assert sessions() == 0
    leave_a_session()
    assert sessions() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_migrations_wrote_is_there_in_every_transactional_test(turn, django_db_use_migrations):
    if not django_db_use_migrations:
        pytest.skip("without migrations nothing was written")
    from wagtail.models import Page

    assert Page.objects.filter(depth=1).exists()
    Page.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_thread_sees_what_the_test_committed():
    leave_a_session()
    seen = []

    def look():
        seen.append(sessions())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


@pytest.mark.django_db
@pytest.mark.parametrize("turn", [1, 2])
def test_a_plain_test_is_rolled_back(turn):
    assert sessions() == 0
    leave_a_session()


@pytest.mark.parametrize("turn", [1, 2])
def test_the_cache_is_empty_at_the_start(turn):
    assert cache.get("left") is None
    cache.set("left", turn)


def test_the_template_of_another_set_of_migrations_is_never_taken(tmp_path):
    folder = tmp_path / "content" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("from content.triggers import SQL\n")
    triggers = tmp_path / "content" / "triggers.py"
    triggers.write_text("SQL = 'a'\n")
    first = migrations_digest(tmp_path)
    assert migrations_digest(tmp_path) == first
    triggers.write_text("SQL = 'b'\n")
    second = migrations_digest(tmp_path)
    (folder / "0002_more.py").write_text("")
    assert len({first, second, migrations_digest(tmp_path)}) == 3
