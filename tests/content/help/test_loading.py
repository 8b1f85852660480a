"""The help page is made once from the texts that come with the software; after that it is the trainers'."""

import pytest
from wagtail.models import Revision

from content.editions.documents import frozen
from content.help import documents, loading, numbers
from content.help.documents import starter
from content.help.loading import load_help
from content.home import home_page
from content.models import HelpPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_release(monkeypatch):
    """The same texts but for one number, as a later release might bring them."""
    newer = {**starter(), "numbers": [{**starter()["numbers"][0], "name": "Uit een nieuwe uitgave"}]}
    monkeypatch.setattr(loading, "starter", lambda: newer)
    return newer


def again():
    return load_help(parent=home_page())


def edited(page, *, publish):
    page.title = "Van de redactie"
    revision = page.save_revision()
    if publish:
        revision.publish()


def test_the_page_says_exactly_what_the_software_brings(page):
    assert page.live and not page.has_unpublished_changes
    assert frozen(page) == starter()
    assert page.get_parent().specific == home_page() and page.url == "/hulp/"


def test_loading_again_changes_nothing(page):
    before = Revision.objects.count(), page.latest_revision_id
    assert again() == page
    assert (Revision.objects.count(), again().latest_revision_id) == before


def test_a_new_release_replaces_what_nobody_touched(page, new_release):
    assert frozen(again()) == new_release
    assert HelpPage.objects.count() == 1


@pytest.mark.parametrize("publish", [True, False])
def test_what_a_trainer_wrote_is_never_overwritten(page, new_release, publish):
    edited(page, publish=publish)
    latest = HelpPage.objects.get().latest_revision_id
    again()
    assert HelpPage.objects.get().latest_revision_id == latest
    assert HelpPage.objects.get().get_latest_revision_as_object().title == "Van de redactie"


def test_a_page_that_was_taken_off_stays_off(page, new_release):
    page.unpublish()
    assert not again().live


def test_blocks_keep_their_ids(page):
    before = [block.id for block in page.situations]
    page.delete()
    assert [block.id for block in again().situations] == before


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("+31 (0)70 373 83 14", "+31703738314"), ("(0)70", "070"), ("0123 - 45 67 89", "0123456789")],
)
def test_what_a_telephone_dials(written, dialled):
    assert numbers.dialled(written) == dialled


def test_what_is_dialled_comes_from_the_number():
    dialled = {number["number"]: number["dialled"] for number in documents.starter()["numbers"]}
    assert dialled == {
        "112": "112", "0900-8844": "09008844", "070 - 373 83 14": "0703738314", "0900-0101": "09000101"
    }  # fmt: skip
