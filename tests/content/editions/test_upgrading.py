"""Old documents are read as today's: one golden document of each kind and version, which may never be changed."""

import json
from pathlib import Path

import pytest

from content.editions import documents, freezing
from content.editions.amending import amend
from content.editions.changes import changes
from content.editions.documents import Incomplete, digest, frozen
from content.editions.models import Amendment, Edition, EditionStep, Frozen
from content.editions.rendering import render_screen
from content.editions.upgrading import PAGE_STEPS, says_the_same, upgrade
from content.editions.verifying import verify_editions
from content.pages import LessonPage, ModulePage
from tests.content.editions.factories import NOW, digests, edition, module, step
from tests.factories import person

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "documents"
#: Written when the version was new. What stands here is what was frozen somewhere: never change a line, only add.
DIGESTS = {
    "v1/dilemma.json": "86fd0e9d5e945f05e8707cc463e7f170cca0965438692d2df72a1f3ca3ee96b3",
    "v1/lesson.json": "4f5317f6904a40f40965931f8947f23f0efc2b5ea40461041f474d5d5ed505ed",
    "v1/module.json": "091278554cbd51339f83733f343ead247409e72dbeafe7ed9c7ff3f6c161e288",
    "v1/question.json": "be688131229cce5714e3b507303cf68b69b85776451cd6ffacb8efd47897e092",
    "v1/quiz.json": "502ba85befea9857d3cb27bdd0fc9ea389e97a43ce915a41dc6ae9880da6e733",
    "v2/dilemma.json": "16b41f0e5ba65dea4946e963ab9fc72dcdfea42b13e042eed7470a89bd46c6e9",
    "v2/lesson.json": "13d3d5ae3f106a128517c2c7eab51c778bb9ff5bce54a47b030eb94fd592018d",
    "v2/module.json": "7b8a3b4cc7c009b20b5e30c9179b07da8f0fd1ae076339dfadbd484c6a705290",
    "v2/quiz.json": "2810a7153f89d3634d709f845790fe8015f8a403c1642b116031a8bee0355db1",
}


def golden(name):
    return json.loads((GOLDEN / name).read_text("utf-8"))


def test_every_version_has_a_golden_document_of_every_kind():
    assert {str(path.relative_to(GOLDEN)) for path in GOLDEN.rglob("*.json")} == set(DIGESTS)
    assert len(list(GOLDEN.iterdir())) == len(PAGE_STEPS) + 1 == documents.VERSION


@pytest.mark.parametrize("name", DIGESTS)
def test_a_golden_document_was_not_changed_and_is_still_read(name):
    document = golden(name)
    assert digest(document) == DIGESTS[name]
    before = json.dumps(document)
    assert upgrade(document)["kind"] == document["kind"]
    assert json.dumps(document) == before  # an upgrade makes a new document


@pytest.mark.parametrize("kind", ["module", "lesson", "dilemma", "quiz"])
def test_version_one_reads_as_the_same_page_frozen_today(kind):
    today = golden(f"v2/{kind}.json")
    assert upgrade(golden(f"v1/{kind}.json")) == (today if kind != "module" else {**today, "hero": None})
    assert upgrade(today) is today


@pytest.mark.django_db
def test_a_dutch_page_frozen_today_has_the_digest_that_it_always_had():
    """What a document may say since (a language, a check) is left out where nobody chose it."""
    of = module()
    pages = [of, *of.get_children().exclude(slug="tweede").specific()]
    made = {f"v2/{page['kind']}.json": digest(page) for page in map(frozen, pages)}
    assert made == {name: DIGESTS[name] for name in made} and len(made) == 4


def test_a_lesson_of_version_one_shows_the_copies_of_then():
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    document = golden("v1/lesson.json")
    shown = document["body"][0]["value"]["content"][4]["value"]["image"]
    for name in (shown["file"], shown["fallback"]):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(b"then"))
    html = render_screen(upgrade(document), 0)
    assert f"/media/{shown['file']} 800w" in html and f'src="/media/{shown["fallback"]}"' in html
    assert 'width="800" height="400"' in html


@pytest.mark.parametrize("version", [0, 3, 99])
def test_a_version_that_nobody_knows_is_refused(version):
    with pytest.raises(ValueError, match=f"version {version}"):
        upgrade({"v": version, "kind": "lesson"})


# --- the year after the form of documents changed -------------------------------------------------------------------


def first_form(document):
    """The document of a page as version 1 had it."""
    if document["kind"] == "module":
        return {**{name: value for name, value in document.items() if name != "hero"}, "v": 1}
    text = json.dumps({**document, "v": 1})
    for picture in _pictures(document):
        name = f"frozen/{picture['original']}.w800"
        size = {"width": picture["width"], "height": picture["height"]}
        old = {"file": f"{name}.webp", "fallback": f"{name}.{picture['fallback']}", **size}
        text = text.replace(json.dumps(picture), json.dumps(old))
    return json.loads(text)


def _pictures(document):
    blocks = [block for screen in document.get("body", []) for block in screen["value"]["content"]]
    return [block["value"]["image"] for block in blocks if block["type"] == "image"]


@pytest.fixture
def old():
    """An edition of 2026 whose documents are all of version 1, without a picture at the top."""
    of = module()
    ModulePage.objects.filter(pk=of.pk).update(hero=None, hero_alt="")
    ModulePage.objects.get(pk=of.pk).save_revision().publish()
    opened = edition(ModulePage.objects.get(pk=of.pk), 2026)
    Edition.objects.filter(pk=opened.pk).update(frozen=freezing.store(first_form(opened.frozen.document)))
    for one in opened.steps.all():
        EditionStep.objects.filter(pk=one.pk).update(frozen=freezing.store(first_form(one.frozen.document)))
    assert {row.frozen.document["v"] for row in opened.steps.all()} == {1}
    assert [says_the_same(row.frozen.document, frozen(row.page.specific)) for row in opened.steps.all()] == [True] * 4
    return Edition.objects.get(pk=opened.pk)


@pytest.mark.django_db
def test_an_unchanged_page_shares_the_row_of_last_year_although_the_form_is_new(old):
    next_year = edition(old.module.specific, 2027)
    assert next_year.frozen_id == old.frozen_id and digests(next_year) == digests(old)
    assert list(verify_editions()) == []


@pytest.mark.django_db
def test_a_page_that_did_change_is_stored_in_the_new_form(old):
    lesson = LessonPage.objects.get(slug="eerste")
    lesson.title = "Anders"
    lesson.save_revision().publish()
    next_year = edition(old.module.specific, 2027)
    before, after = step(old, "eerste").frozen.document, step(next_year, "eerste").frozen.document
    assert (before["v"], after["v"]) == (1, 2)
    assert [(change.what, change.where) for change in changes(before, after)] == [("changed", "title")]
    assert digests(next_year)[1:] == digests(old)[1:]


@pytest.mark.django_db
def test_a_picture_at_the_top_is_what_is_new(old):
    hero = edition(_with_hero(old.module.specific), 2027).frozen.document
    assert [(change.what, change.where) for change in changes(old.frozen.document, hero)] == [("changed", "hero")]


def _with_hero(of):
    from wagtail.images import get_image_model

    of.hero, of.hero_alt = get_image_model().objects.get(), "Een kader."
    of.save_revision().publish()
    return ModulePage.objects.get(pk=of.pk)


@pytest.mark.django_db
def test_an_amendment_needs_more_than_a_new_form(old):
    rows = Frozen.objects.count()
    with pytest.raises(Incomplete, match="al laat zien"):
        amend(step=step(old, "eerste"), kind=Amendment.Kind.EDITORIAL, reason="Zomaar.", by=person(), now=NOW)
    assert Frozen.objects.count() == rows


@pytest.mark.django_db
def test_an_older_year_is_not_amended_with_a_new_form_of_the_same(old):
    """The later edition said something else, so its row is not the one to share."""
    lesson = LessonPage.objects.get(slug="eerste")
    for title, year in (("Anders", 2027), (lesson.title, None)):
        lesson = LessonPage.objects.get(pk=lesson.pk)
        lesson.title = title
        lesson.save_revision().publish()
        if year:
            edition(old.module.specific, year)
    with pytest.raises(Incomplete, match="al laat zien"):
        amend(step=step(old, "eerste"), kind=Amendment.Kind.EDITORIAL, reason="Zomaar.", by=person(), now=NOW)
