"""Help is read from one file, and is there whatever happens to the database or to that file."""

import json
import logging
import os
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from content.editions.documents import digest
from content.help import copying, rendering
from content.help.copying import current_texts, refresh_copy
from content.help.documents import starter
from content.models import HelpPage

NUMBERS = ("112", "09008844", "0703738314", "09000101")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A block after which what was done in it counts as committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def no_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    return connection.execute_wrapper(refuse)


def help_now(client):
    response = client.get("/hulp/")
    assert response.status_code == 200
    return response.content.decode()


def renamed(page, title="Nieuwe kop"):
    page.title = title
    return page.save_revision()


# --- what changes it --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_publishing_changes_what_help_says(client, page, committed):
    assert "Nieuwe kop" not in help_now(client)
    with committed():
        renamed(page).publish()
    assert "Nieuwe kop" in help_now(client)


@pytest.mark.django_db
def test_a_draft_changes_nothing(client, page, committed):
    refresh_copy()
    before = help_now(client)
    with committed():
        renamed(page)
    refresh_copy()
    assert help_now(client) == before


@pytest.mark.django_db
def test_a_planned_moment_changes_it(client, page, committed):
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = renamed(page)
    revision.approved_go_live_at = page.go_live_at
    revision.save()
    with committed():
        call_command("publish_scheduled", verbosity=0)
    assert "Nieuwe kop" in help_now(client)


@pytest.mark.django_db
@pytest.mark.parametrize("take_off", [lambda page: page.unpublish(), lambda page: page.delete()])
def test_without_a_published_page_help_shows_what_comes_with_the_software(client, page, copy, committed, take_off):
    with committed():
        renamed(page).publish()
    with committed():
        take_off(HelpPage.objects.get())
    assert not copy.exists() and "Wat is er aan de hand?" in help_now(client)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_copied(page, copy):
    before = copy.read_text()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        renamed(page).publish()
        raise ZeroDivisionError
    assert copy.read_text() == before and HelpPage.objects.get().title != "Nieuwe kop"


@pytest.mark.django_db
def test_publishing_goes_on_when_the_copy_cannot_be_written(client, page, copy, committed, caplog):
    copy.parent.parent.write_text("a file where the folder should be")
    with committed():
        renamed(page).publish()
    assert HelpPage.objects.get().title == "Nieuwe kop"
    assert "refresh_copy" in caplog.text
    assert "Wat is er aan de hand?" in help_now(client)


# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_file_names_its_document_by_digest_and_everybody_may_read_it(page, copy):
    name = refresh_copy()
    held = json.loads(copy.read_text())
    assert held == {"digest": digest(starter()), "document": starter()} and held["digest"] == name
    assert copy.stat().st_mode & 0o777 == 0o644
    assert os.listdir(copy.parent) == ["help.json"]


@pytest.mark.django_db
@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_whole(page, copy, monkeypatch, fails):
    refresh_copy()
    before = copy.read_text()
    renamed(page).publish()

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying.os, fails, full)
    with pytest.raises(OSError, match="No space"):
        refresh_copy()
    assert copy.read_text() == before and os.listdir(copy.parent) == ["help.json"]


def other_form(**changed):
    document = {**starter(), **changed}
    return json.dumps({"digest": digest(document), "document": document}).encode()


WHOLE = json.dumps({"digest": digest(starter()), "document": {**starter(), "title": "Stiekem"}}).encode()
DAMAGED = {
    "empty": b"",
    "half": WHOLE[: len(WHOLE) // 2],
    "no JSON": b"\x00\xff\xfe",
    "a list": b"[]",
    "null": b"null",
    "nothing in it": b"{}",
    "deeper than anybody reads": b"[" * 100_000,
    "another digest": WHOLE,
    "of a later release": other_form(v=3),
    "another kind": other_form(kind="lesson"),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_logged_once_and_help_is_there(client, copy, caplog, content):
    copy.parent.mkdir(parents=True)
    copy.write_bytes(content)
    with caplog.at_level(logging.ERROR, "content.help.copying"):
        for _ in range(3):
            html = help_now(client)
    assert len(caplog.records) == 1 and "refresh_help" in caplog.text
    assert all(f'href="tel:{number}"' in html for number in NUMBERS) and "Stiekem" not in html


def test_a_folder_in_its_place_is_no_reason_to_stop(client, copy):
    copy.mkdir(parents=True)
    assert "Wat is er aan de hand?" in help_now(client)


@pytest.mark.django_db
def test_a_whole_file_after_a_damaged_one_is_seen(client, page, copy):
    copy.parent.mkdir(parents=True)
    copy.write_text("{")
    help_now(client)
    renamed(page).publish()
    refresh_copy()
    assert "Nieuwe kop" in help_now(client)


# --- the reader -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_without_a_database_help_is_complete(client, page, no_database):
    """For who has a session, see tests/elearning/test_help_contacts.py."""
    renamed(page).publish()
    refresh_copy()
    with no_database:
        html = help_now(client)
    assert "Nieuwe kop" in html
    assert html.count('<li id="') == len(starter()["situations"])
    numbers = html.split('<main id="inhoud"')[1]
    for number in starter()["numbers"]:
        assert f'href="tel:{number["dialled"]}"' in numbers and number["name"] in numbers
    assert numbers.count("gecontroleerd op 1 november 2026 door de redactie") == 4


@pytest.mark.django_db
def test_reading_costs_no_query_and_one_stat(client, page, copy, monkeypatch):
    refresh_copy()
    help_now(client)
    asked, real = [], os.stat
    monkeypatch.setattr(os, "stat", lambda path, **how: asked.append(path) or real(path, **how))
    monkeypatch.setattr(copying, "_read", None)
    with CaptureQueriesContext(connection) as queries:
        help_now(client)
    assert len(queries) == 0 and asked.count(copy) == 1


@pytest.mark.django_db
def test_each_language_has_its_own_page_of_one_document(page):
    refresh_copy()
    dutch = rendering.page()
    with translation.override("en"):
        english = rendering.page()
        assert english == rendering.page()
    assert "Snel weg van deze site" in dutch and ' lang="nl">' not in dutch.split("<head>")[1]
    assert "Away from this site quickly" in english and '<h1 lang="nl">Wat is er aan de hand?' in english
    assert rendering.page() == dutch


@pytest.mark.django_db
def test_what_a_trainer_typed_is_text(client, page):
    page.numbers[0].value["name"] = "<script>alert(1)</script> [[reader:csrf]]"
    page.danger = '<p onclick="x">Bel <a href="javascript:alert(1)">nu</a></p><script>alert(1)</script>'
    page.save_revision().publish()
    refresh_copy()
    html = help_now(client)
    assert "<script>alert" not in html and "javascript:" not in html and "onclick" not in html and "[[" not in html


# --- the commands -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_refresh_help_writes_what_is_published(page, copy, capsys):
    renamed(page).publish()
    call_command("refresh_help")
    assert "De hulp toont wat is gepubliceerd" in capsys.readouterr().out
    assert current_texts().document["title"] == "Nieuwe kop"


@pytest.mark.django_db
def test_refresh_help_without_a_page_takes_the_copy_away(copy, capsys):
    copy.parent.mkdir(parents=True)
    copy.write_bytes(other_form(title="Van een oude databank"))
    call_command("refresh_help")
    assert not copy.exists() and "Er is geen hulppagina gepubliceerd" in capsys.readouterr().out


@pytest.mark.django_db
def test_refresh_help_says_what_is_wrong(page, copy):
    copy.parent.parent.write_text("a file where the folder should be")
    with pytest.raises(CommandError, match="kan niet worden geschreven"):
        call_command("refresh_help")


@pytest.mark.django_db
def test_load_help_makes_page_and_copy(copy, capsys):
    call_command("load_help")
    assert HelpPage.objects.get().live and json.loads(copy.read_text())["document"] == starter()
    assert "is de hulppagina" in capsys.readouterr().out
