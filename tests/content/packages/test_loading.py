"""Loading a package: complete, the same twice, and refused as a whole when anything is wrong."""

import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, Revision

from content.editions.documents import frozen
from content.objectives import Objective
from content.packages.checking import BadPackage
from content.packages.loading import load_package
from content.packages.markdown import NotAllowed, rich_text
from content.packages.pages import module_values
from content.packages.reading import read_package
from content.pages import DilemmaPage, LessonPage, ModulePage, QuizPage
from content.questions import registry
from content.questions.base import Question
from tests.content.editions.factories import PACKAGE, edition, home

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the test package that a test may change."""
    return shutil.copytree(PACKAGE, tmp_path / "proef")


def load(folder):
    return load_package(folder=folder, parent=home())


def change(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def written():
    """All that loading could add to."""
    counted = (Revision, Page, Question, Objective, get_image_model(), PageLogEntry)
    return [model.objects.count() for model in counted]


def test_everything_of_a_package_is_published(folder):
    module = load(folder)
    assert module.live and [page.slug for page in module.get_children()] == ["eerste", "tweede", "de-brief", "toets"]
    for page in (module, *module.get_children().specific()):
        assert page.live and not page.has_unpublished_changes
        assert frozen(page) == frozen(page.live_revision.as_object())
    assert [question.type_name for question in Question.objects.order_by("key")] == [
        "single_choice",
        "matching",
        "multiple_choice",
        "numeric_estimate",
        "statement",
        "ordering",
    ]
    for question in Question.objects.all():
        assert question.live and registry.problems_of(question) == []
    single = registry.document_of(Question.objects.get(key="proef-enkel"))
    assert [option["key"] for option in single["options"]] == ["bewaren", "wissen"]
    lesson = LessonPage.objects.get(slug="eerste")
    assert [block.block_type for block in lesson.body[0].value["content"]] == [
        *("text", "frame", "message", "quote", "image", "figure", "contact", "protocol", "question")
    ]


def test_loading_again_changes_nothing(folder):
    load(folder)
    before = written()
    load(folder)
    assert written() == before


def test_loading_again_leaves_what_a_trainer_edited(folder):
    load(folder)
    lesson = LessonPage.objects.get(slug="tweede")
    lesson.title = "Door een trainer herzien"
    lesson.save_revision().publish()
    question = Question.objects.get(key="proef-stelling")
    question.prompt = "Door een trainer herzien"
    question.save_revision().publish()
    Page.objects.get(slug="tweede").move(lesson.get_parent(), pos="last-child")
    before = written()
    module = load(folder)
    assert written() == before
    assert module.get_children().last().title == "Door een trainer herzien"
    assert Question.objects.get(key="proef-stelling").prompt == "Door een trainer herzien"


def test_what_changed_in_the_package_is_published_and_nothing_else(folder):
    load(folder)
    revisions = {page.pk: page.live_revision_id for page in Page.objects.all()}
    keys = [option.pk for option in Question.objects.get(key="proef-enkel").options.all()]
    change(folder, "lessons/tweede.yaml", "Deze les verandert niet.", "Deze les veranderde.")
    change(folder, "questions.yaml", "Dan is het weg.", "Dan is het echt weg.")
    load(folder)
    changed = [page.slug for page in Page.objects.all() if revisions[page.pk] != page.live_revision_id]
    assert changed == ["tweede"]
    assert "Deze les veranderde." in str(frozen(LessonPage.objects.get(slug="tweede")))
    question = Question.objects.get(key="proef-enkel")
    assert [option.pk for option in question.options.all()] == keys
    assert "Dan is het echt weg." in str(registry.document_of(question))


def test_blocks_keep_their_ids_when_a_block_is_added(folder):
    load(folder)
    before = {block.id for block in LessonPage.objects.get(slug="eerste").body[0].value["content"]}
    change(
        folder, "lessons/eerste.yaml", "      - quote:", "      - frame: {title: Nieuw, text: Erbij.}\n      - quote:"
    )
    load(folder)
    after = {block.id for block in LessonPage.objects.get(slug="eerste").body[0].value["content"]}
    assert before < after and len(after) == len(before) + 1


def test_steps_follow_the_packages_order_and_a_step_that_left_is_unpublished(folder):
    load(folder)
    change(
        folder,
        "module.yaml",
        "lessons/eerste.yaml, lessons/tweede.yaml, dilemma.yaml",
        "dilemma.yaml, lessons/eerste.yaml",
    )
    module = load(folder)
    assert [page.slug for page in module.get_children().live()] == ["de-brief", "eerste", "toets"]
    assert LessonPage.objects.filter(slug="tweede", live=False).exists()


def test_an_edition_can_be_opened_of_what_was_loaded(folder):
    assert edition(load(folder)).steps.count() == 4


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("module.yaml", "format: 1", "format: 2", "module.yaml, format: hier hoort een van deze te staan: 1."),
        ("module.yaml", "slug: proef", "slug: Proef!", "kleine letters"),
        ("module.yaml", "title: Proefmodule", "titel: Proefmodule", "‘titel’ is hier geen veld"),
        ("module.yaml", "title: Proefmodule", "", "module.yaml: ‘title’ ontbreekt."),
        ("module.yaml", "dilemma.yaml", "weg.yaml", "weg.yaml: dit bestand ontbreekt."),
        ("module.yaml", "dilemma.yaml", "../../../../etc/passwd", "buiten het pakket"),
        ("module.yaml", "format: 1", "format: [", "geen leesbare YAML"),
        ("module.yaml", "intro: |", "intro: &a b\nremember: [*a]\nx: |", "geen leesbare YAML"),
        (
            "lessons/tweede.yaml",
            "minutes: 2",
            "minutes: twee",
            "lessons/tweede.yaml, minutes: hier hoort een heel getal",
        ),
        ("lessons/tweede.yaml", "- text: Deze", "- tekst: Deze", "deze soort blok bestaat niet"),
        ("lessons/tweede.yaml", "text: Deze les verandert niet.", 'text: "# Kop"', "‘kop’ kan niet in een tekst"),
        ("lessons/tweede.yaml", "text: Deze les verandert niet.", 'text: "![x](y.png)"', "‘afbeelding’ kan niet"),
        (
            "lessons/tweede.yaml",
            "text: Deze les verandert niet.",
            'text: "[x](http://y.example)"',
            "een link gaat naar https://",
        ),
        (
            "lessons/tweede.yaml",
            "objective: proef-weten",
            "objective: proef-anders",
            "‘proef-anders’ staat niet in dit pakket",
        ),
        (
            "lessons/eerste.yaml",
            "file: images/kader.png",
            "file: images/weg.png",
            "‘images/weg.png’ staat niet in dit pakket",
        ),
        ("lessons/eerste.yaml", "file: images/kader.png", "file: module.yaml", "een afbeelding is .png, .jpg of .webp"),
        ("lessons/eerste.yaml", 'alt: "Een kader met een cirkel ernaast."', "alt: ''", "hier is niets ingevuld"),
        ("lessons/eerste.yaml", 'note: "Hieronder', 'noot: "Hieronder', "‘note’ ontbreekt"),
        (
            "lessons/eerste.yaml",
            "contact: report",
            "contact: buurman",
            "hier hoort een van deze te staan: report, clerk",
        ),
        (
            "lessons/eerste.yaml",
            "question: proef-enkel",
            "question: proef-geen",
            "‘proef-geen’ staat niet in dit pakket",
        ),
        (
            "lessons/tweede.yaml",
            "title: Kort",
            "title: Kort\n    must_see: ja",
            "must_see: hier hoort true of false",
        ),
        ("dilemma.yaml", "next: ochtend", "next: middag", "‘avond’ gaat naar ‘middag’, en die bestaat niet."),
        ("dilemma.yaml", 'advice: "Beter laat dan niet."', 'advice: "Toch.", next: avond', "loopt in een kring"),
        ("dilemma.yaml", "tone: wise", "tone: goed", "wise, mixed, risk"),
        ("toets.yaml", "proef-stelling", "proef-meer", "‘proef-meer’ staat hier twee keer"),
        ("figures.yaml", 'value: "24"', 'value: "24.123"', "hoogstens 2 decimalen"),
        ("figures.yaml", 'period: "2026", value: "28.5"', 'period: "2024", value: "28.5"', "staat hier twee keer"),
        ("questions.yaml", "correct: true", "correct: false", "0 goede antwoorden"),
        ("questions.yaml", "type: statement", "type: opstel", "‘type’ is een van deze"),
        ("questions.yaml", "upper: 12", "upper: 7", "niet op volgorde"),
        ("questions.yaml", 'source: "Verzonnen protocol, 2026."', "source: ''", "source: hier is niets ingevuld"),
    ],
)
def test_a_wrong_package_is_refused_in_words_and_nothing_is_written(folder, name, old, new, problem):
    home()
    before = written()
    change(folder, name, old, new)
    with pytest.raises(BadPackage) as refused:
        load(folder)
    assert any(problem in sentence for sentence in refused.value.problems), refused.value.problems
    assert written() == before


def test_a_picture_that_is_none_is_refused(folder):
    (folder / "images" / "kader.png").write_bytes(b"geen plaatje")
    with pytest.raises(BadPackage, match="niet als afbeelding te lezen"):
        load(folder)
    (folder / "images" / "kader.png").write_bytes(b"x" * 300 * 1024 + b"x")
    with pytest.raises(BadPackage, match="hoogstens 300 kB"):
        load(folder)


def test_all_problems_are_named_at_once(folder):
    change(folder, "module.yaml", "slug: proef", "slug: P")
    change(folder, "lessons/tweede.yaml", "minutes: 2", "minutes: 200")
    change(folder, "questions.yaml", "type: ordering", "type: x")
    with pytest.raises(BadPackage) as refused:
        load(folder)
    assert len(refused.value.problems) >= 3


def test_the_commands_speak_dutch(folder):
    home()
    out = StringIO()
    call_command("load_package", str(folder), stdout=out, stderr=StringIO())
    call_command("open_edition", "proef", "2026", stdout=out, stderr=StringIO())
    assert out.getvalue() == "‘Proefmodule’ is geladen: 4 onderdelen.\n‘Proefmodule’ 2026 is open: 4 onderdelen.\n"
    with pytest.raises(CommandError, match="al geopend voor 2026"):
        call_command("open_edition", "proef", "2026", stderr=StringIO())
    with pytest.raises(CommandError, match="geen module met de naam"):
        call_command("open_edition", "bestaat-niet", "2026", stderr=StringIO())
    change(folder, "module.yaml", "slug: proef", "slug: P")
    with pytest.raises(CommandError, match="Het pakket is niet geladen; er is niets veranderd"):
        call_command("load_package", str(folder), stderr=StringIO())


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Een\nregel.\n\nTwee **vet**.", "<p>Een regel.</p><p>Twee <b>vet</b>.</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("[112](tel:112) en [hulp](/hulp/)", '<p><a href="tel:112">112</a> en <a href="/hulp/">hulp</a></p>'),
        ("5 < 6 & <b>x</b>", "<p>5 &lt; 6 &amp; &lt;b&gt;x&lt;/b&gt;</p>"),
    ],
)
def test_markdown_becomes_the_editors_own_rich_text(markdown, html):
    assert rich_text(markdown) == html


@pytest.mark.parametrize(
    "markdown", ["# x", "*x*", "`x`", "> x", "---", "![a](b)", "[x](javascript:alert(1))", "[x](//y)", "    code"]
)
def test_other_markdown_is_refused(markdown):
    with pytest.raises(NotAllowed):
        rich_text(markdown)


def test_pages_of_another_kind_are_not_overwritten(folder):
    home().add_child(instance=(other := ModulePage(title="Proef", slug="proef", summary="Van een trainer.")))
    other.add_child(
        instance=LessonPage(
            title="X", slug="toets", objective=Objective.objects.create(code="x", statement="U weet."), body="[]"
        )
    )
    with pytest.raises(BadPackage, match="andere soort pagina met de naam ‘toets’"):
        load(folder)
    assert not QuizPage.objects.exists() and not DilemmaPage.objects.exists()


# --- the picture at the top -----------------------------------------------------------------------------------------


def test_the_picture_at_the_top_comes_along(folder):
    page = load(folder)
    assert (page.hero.title, page.hero_alt) == ("proef/kader.png", "Een kader om een kring.")
    before = written()
    load(folder)
    assert written() == before
    change(folder, "module.yaml", "Een kader om een kring.", "Een kader.")
    assert load(folder).hero_alt == "Een kader."


def test_a_module_that_came_without_a_picture_is_still_known(folder):
    """What a package brought is remembered by its digest: a new field must not make every module look changed."""
    change(folder, "module.yaml", 'hero: images/kader.png\nhero_alt: "Een kader om een kring."\n', "")
    page = load(folder)
    assert page.hero is None
    values = module_values(read_package(folder), None)
    assert set(values) == {"slug", "title", "summary", "intro", "remember", "order"}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("hero: images/kader.png\n", "", "hero_alt.*horen bij elkaar"),
        ('hero_alt: "Een kader om een kring."\n', "", "hero_alt.*horen bij elkaar"),
        ("hero: images/kader.png", "hero: images/weg.png", "module.yaml: ‘images/weg.png’ staat niet in dit pakket"),
        ("hero: images/kader.png", "hero: module.yaml", "een afbeelding is .png, .jpg of .webp"),
        ("hero: images/kader.png", "hero: ../geheim.png", "staat niet in dit pakket"),
        ("hero: images/kader.png", "hero: 3", "tussen aanhalingstekens"),
    ],
)
def test_a_picture_at_the_top_that_is_not_right_is_refused_in_words(folder, old, new, problem):
    change(folder, "module.yaml", old, new)
    home()
    before = written()
    with pytest.raises(BadPackage, match=problem):
        load(folder)
    assert written() == before
