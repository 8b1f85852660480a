"""A help page of an older release stays what it was: in its rows, in its drafts, in the file, and in what is known."""

import importlib
import json
import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from wagtail.models import Revision

from content.editions.documents import digest, frozen
from content.help import loading
from content.help.copying import current_texts, refresh_copy
from content.help.documents import starter, starter_checks
from content.help.loading import load_help
from content.help.upgrading import first_form, upgrade
from content.home import home_page
from content.models import HelpPage
from content.packages import memory

#: The file that the first release wrote, with the texts that it brought.
GOLDEN = Path(__file__).resolve().parents[2] / "data" / "help" / "v1.json"
OLD = json.loads(GOLDEN.read_text(encoding="utf-8"))
MIGRATION = importlib.import_module("content.migrations.0008_help_in_three_groups")


@pytest.fixture
def old_page(db):
    """The help page as the first release made it and nobody touched it: in today's rows after the migration."""
    page = load_help(parent=home_page())
    page = loading._filled(page, upgrade(OLD["document"]))
    for block in page.situations:
        block.value["to_check"] = ""
    page.save_revision().publish()
    memory.remember(page, OLD["document"], None)
    return HelpPage.objects.get()


def as_before(rows):
    """The situations of a page as the first release kept them."""
    return [
        {**row, "value": {"key": row["value"]["key"], "title": row["value"]["title"], "steps": row["value"]["now"]}}
        for row in rows
    ]


# --- documents --------------------------------------------------------------------------------------------------------


def test_all_old_steps_are_for_now():
    new = upgrade(OLD["document"])
    assert (new["v"], new["numbers"]) == (2, OLD["document"]["numbers"])
    assert [one["now"] for one in new["situations"]] == [one["steps"] for one in OLD["document"]["situations"]]
    assert not any(one["today"] or one["week"] or one["first"] or one["drawing"] for one in new["situations"])
    assert new["situations"][0].keys() == starter()["situations"][0].keys()


def test_todays_form_is_left_alone_and_an_unknown_one_refused():
    assert upgrade(starter()) is starter()
    for version in (0, 3):
        with pytest.raises(ValueError, match="no step"):
            upgrade({**starter(), "v": version})


def test_the_first_form_can_be_written_again_unless_it_would_lose_something():
    assert first_form(upgrade(OLD["document"])) == OLD["document"]
    assert first_form(starter()) is None


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_file_of_an_older_release_is_read(client, copy, caplog):
    copy.parent.mkdir(parents=True)
    shutil.copy(GOLDEN, copy)
    assert current_texts().document == upgrade(OLD["document"]) and not caplog.records
    assert "Er ligt een dreigbrief of er is iemand bij mijn huis" in client.get("/hulp/").content.decode()
    html = client.get("/hulp/brief-of-huis/").content.decode()
    assert "<h2" in html and ">Nu</h2>" in html and "Vandaag" not in html and "Leg ze apart." in html


def test_the_file_of_an_older_release_is_not_called_old(old_page, copy):
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(GOLDEN, copy)
    assert current_texts().digest == digest(frozen(old_page))
    refresh_copy()
    assert json.loads(copy.read_text())["document"]["v"] == 2


# --- the rows ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_migration_takes_page_draft_and_history_along(page):
    page.title = "Nog niet klaar"
    page.save_revision()
    wanted = [(row["value"]["key"], row["value"]["now"]) for row in page.situations.raw_data]
    rows = json.dumps(as_before(page.situations.raw_data))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE content_helppage SET situations = %s", [rows])
    revisions = Revision.objects.for_instance(page)
    for revision in revisions:
        revision.content["situations"] = rows
        revision.save()
    assert "steps" in HelpPage.objects.get().situations.raw_data[0]["value"]

    MIGRATION.Migration.operations[-1].code(apps, None)

    def found(page):
        return [(row["value"]["key"], row["value"]["now"]) for row in page.situations.raw_data]

    assert revisions.count() == 2 and found(HelpPage.objects.get()) == wanted
    assert [found(revision.as_object()) for revision in revisions.all()] == [wanted] * 2


# --- what is known ----------------------------------------------------------------------------------------------------


def test_an_old_page_that_nobody_touched_gets_the_new_texts(old_page):
    page = load_help(parent=home_page())
    assert frozen(page) == starter()
    assert {b.value["key"]: b.value["to_check"] for b in page.situations} == starter_checks()


def test_an_old_page_that_somebody_changed_stays_theirs(old_page):
    old_page.situations[0].value["title"] = "Van de redactie"
    old_page.save_revision().publish()
    assert load_help(parent=home_page()).situations[0].value["title"] == "Van de redactie"


@pytest.mark.django_db
def test_what_a_trainer_has_checked_is_not_asked_again_unless_the_texts_changed(page, monkeypatch):
    for block in page.situations:
        block.value["to_check"] = ""
    page.save_revision().publish()
    changed, *same = starter()["situations"]
    newer = {**starter(), "situations": [{**changed, "title": "Nieuw"}, *same]}
    monkeypatch.setattr(loading, "starter", lambda: newer)
    asked = {block.value["key"]: block.value["to_check"] for block in load_help(parent=home_page()).situations}
    assert asked == {one["key"]: "" for one in same} | {changed["key"]: starter_checks()[changed["key"]]}
