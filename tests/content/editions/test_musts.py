"""Screens that nobody skips: the mark on a page, in a document and in a package."""

import json
import shutil
from datetime import UTC, datetime

import pytest
from django.conf import settings

from content.editions.documents import frozen
from content.editions.musts import must_see
from content.editions.opening import open_edition
from content.packages.loading import load_package
from content.pages import LessonPage
from elearning import groups
from tests.content.editions import changing
from tests.content.editions.factories import PACKAGE, digests, edition, home, module, posted_lesson, step
from tests.factories import person

pytestmark = pytest.mark.django_db

#: Of the test package, from before a screen could be marked.
AS_THEY_WERE = [
    "13d3d5ae3f106a128517c2c7eab51c778bb9ff5bce54a47b030eb94fd592018d",
    "d7947af9f007ce7d420f74d23c6299af5f2ed7609931232c4162e4434ef6e958",
    "16b41f0e5ba65dea4946e963ab9fc72dcdfea42b13e042eed7470a89bd46c6e9",
    "2810a7153f89d3634d709f845790fe8015f8a403c1642b116031a8bee0355db1",
]
STARTER = settings.BASE_DIR / "content" / "starter"


def mark(slug, screen, *, value=True):
    page = changing.lesson(slug)
    body = list(page.body.raw_data)
    body[screen]["value"]["must_see"] = value
    page.body = json.dumps(body)
    return changing.publish(page)


def test_documents_without_a_mark_keep_the_digest_they_had():
    assert digests(edition()) == AS_THEY_WERE


def test_a_mark_that_is_taken_away_again_leaves_no_trace():
    of = module()
    mark("tweede", 0)
    marked = edition(of, 2026)
    mark("tweede", 0, value=False)
    assert digests(marked) != AS_THEY_WERE
    assert digests(edition(of, 2027)) == AS_THEY_WERE


def test_must_see_counts_the_marked_screens_from_one():
    of = module()
    assert must_see(frozen(changing.lesson("eerste"))) == ()
    assert must_see(frozen(mark("eerste", 1))) == (2,)
    assert must_see(frozen(mark("eerste", 0))) == (1, 2)
    assert must_see(step(edition(of), "toets").frozen.document) == ()


def test_a_trainer_marks_a_screen_in_the_editor(client):
    module()
    page = changing.lesson("tweede")
    user = person()
    groups.add(user, groups.TRAINER)
    client.force_login(user)
    address = f"/beheer/pages/{page.pk}/edit/"
    assert "iedereen ziet dit" in client.get(address).content.decode()
    form = posted_lesson(page) | {"body-0-value-must_see": "on", "action-publish": "action-publish"}
    assert client.post(address, form).status_code == 302
    assert must_see(frozen(LessonPage.objects.get(pk=page.pk))) == (1,)


def test_a_package_marks_a_screen(tmp_path):
    folder = shutil.copytree(PACKAGE, tmp_path / "proef")
    file = folder / "lessons/tweede.yaml"
    file.write_text(
        file.read_text("utf-8").replace("    title: Kort\n", "    title: Kort\n    must_see: true\n"), "utf-8"
    )
    module(folder)
    assert must_see(frozen(changing.lesson("tweede"))) == (1,)
    assert must_see(frozen(changing.lesson("eerste"))) == ()


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("package", "marked"),
    [
        ("melden-helpt", {("na-uw-melding", "Uw eigen route")}),
        ("eerste-week", {("uw-nummer", "Eén mens om te bellen")}),
        ("online", set()),
    ],
)
def test_the_starter_marks_whom_to_call_and_nothing_else(package, marked):
    of = load_package(folder=STARTER / package, parent=home())
    documents = {
        one.page.slug: one.frozen.document
        for one in open_edition(module=of, year=2026, now=datetime(2026, 1, 5, tzinfo=UTC)).steps.all()
    }
    found = {
        (slug, document["body"][number - 1]["value"]["title"])
        for slug, document in documents.items()
        for number in must_see(document)
    }
    assert found == marked
    unmarked = [document for slug, document in documents.items() if slug not in dict(marked)]
    assert unmarked and "must_see" not in json.dumps(unmarked)
