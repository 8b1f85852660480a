"""A translation has other words than its original, and is the same in everything else."""

import pytest

from content.editions.documents import frozen
from content.editions.models import EditionQuestion
from content.objectives import Objective
from content.packages.checking import BadPackage
from content.packages.loading import load_package
from content.packages.reading import read_package
from content.pages import ModulePage
from content.questions.base import Question
from tests.content.editions.factories import digests, edition, home, module
from tests.content.packages.frisian import MARK, rewrite, translated


@pytest.fixture
def folder(tmp_path):
    """The Frisian translation of the test package, beside the original."""
    return translated(tmp_path)


def problems(folder):
    with pytest.raises(BadPackage) as refused:
        read_package(folder)
    return list(refused.value.problems)


def edit(folder, name, change):
    """Let `change` work on what is in a file."""

    def changed(content):
        change(content)
        return content

    rewrite(folder / name, changed)


def figure_of(of):
    """The document of the figure in the first lesson of a module."""
    blocks = frozen(of.get_children().first().specific)["body"][0]["value"]["content"]
    return next(block["value"] for block in blocks if block["type"] == "figure")


# --- loading ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_both_are_loaded_side_by_side_and_neither_changes_the_other(folder):
    original = module(folder.parent / "proef")
    before = digests(edition(original))
    figure = figure_of(original)
    frisian = load_package(folder=folder, parent=home())
    assert (original.language, frisian.language, frisian.slug) == ("nl", "fy", "proef-fy")
    assert Question.objects.count() == 12 and Objective.objects.count() == 1
    assert set(Question.objects.filter(language="fy").values_list("key", flat=True)) == {
        f"{key}-fy" for key in Question.objects.filter(language="nl").values_list("key", flat=True)
    }
    assert module(folder.parent / "proef").language == "nl"
    assert digests(edition(ModulePage.objects.get(slug="proef"), 2027)) == before
    assert figure_of(frisian) == figure


@pytest.mark.django_db
def test_what_is_frozen_of_a_translation_says_its_language_and_of_the_original_nothing(folder):
    module(folder.parent / "proef")
    frisian = edition(load_package(folder=folder, parent=home()))
    assert frisian.language == "fy"
    questions = EditionQuestion.objects.filter(step__edition=frisian)
    assert questions.count() == 6
    for row in (frisian, *frisian.steps.all(), *questions):
        assert row.frozen.document["language"] == "fy"
    dutch = edition(ModulePage.objects.get(slug="proef"))
    for row in (dutch, *dutch.steps.all()):
        assert "language" not in row.frozen.document


@pytest.mark.django_db
def test_loading_a_translation_again_changes_nothing_and_a_package_may_change_its_language(folder):
    load_package(folder=folder, parent=home())
    before = list(ModulePage.objects.values_list("live_revision", flat=True))
    load_package(folder=folder, parent=home())
    assert list(ModulePage.objects.values_list("live_revision", flat=True)) == before
    edit(folder, "module.yaml", lambda content: [content.pop("translates"), content.update(language="nl")])
    assert load_package(folder=folder, parent=home()).language == "nl"
    assert set(Question.objects.values_list("language", flat=True)) == {"nl"}


@pytest.mark.django_db
def test_the_language_of_a_quote_in_a_situation_comes_along(folder):
    edit(folder, "dilemma.yaml", lambda content: content["scenes"][0].update(language="nl"))
    load_package(folder=folder, parent=home())
    scenes = frozen(ModulePage.objects.get().get_children().get(slug="de-brief").specific)["scenes"]
    assert [scene["value"].get("language") for scene in scenes] == ["nl", None]


def test_a_language_that_no_module_can_have_is_refused(folder):
    edit(folder, "module.yaml", lambda content: content.update(language="de"))
    assert problems(folder) == ["module.yaml, language: hier hoort een van deze te staan: nl, en, fy."]


# --- what must be the same --------------------------------------------------------------------------------------------


def test_a_translation_is_as_its_original(folder):
    package = read_package(folder)
    assert package.module["title"] == f"{MARK} Proefmodule" and len(package.questions) == 6


MISTAKES = {
    "a right answer": (
        "questions.yaml",
        lambda content: [content[1]["options"][at].update(correct=at == 2) for at in range(3)],
        [
            f"questions.yaml 2 (proef-meer-fy), options {number}, correct: ‘{was}’ in het origineel, ‘{now}’ hier."
            for number, was, now in ((1, "true", "false"), (2, "true", "false"), (3, "false", "true"))
        ],
    ),
    "whether it is true": (
        "questions.yaml",
        lambda content: content[2].update(answer=False),
        ["questions.yaml 3 (proef-stelling-fy), answer: ‘true’ in het origineel, ‘false’ hier."],
    ),
    "the right order": (
        "questions.yaml",
        lambda content: content[3]["items"].reverse(),
        ["questions.yaml 4 (proef-volgorde-fy), items: het origineel heeft hier, in deze volgorde: een, twee, drie."],
    ),
    "a pair": (
        "questions.yaml",
        lambda content: content[4]["pairs"][0].update(key="anders"),
        [
            "questions.yaml 5 (proef-koppel-fy), pairs: ‘intern’ van het origineel ontbreekt.",
            "questions.yaml 5 (proef-koppel-fy), pairs 1: ‘anders’ staat niet in het origineel.",
        ],
    ),
    "words that belong to nothing": (
        "questions.yaml",
        lambda content: content[4].update(distractors=[]),
        ["questions.yaml 5 (proef-koppel-fy), distractors: 1 in het origineel, 0 hier."],
    ),
    "what is near enough": (
        "questions.yaml",
        lambda content: content[5].update(upper=15),
        ["questions.yaml 6 (proef-schat-fy), upper: ‘12’ in het origineel, ‘15’ hier."],
    ),
    "an explanation": (
        "questions.yaml",
        lambda content: content[0].update(explanation=""),
        ["questions.yaml 1 (proef-enkel-fy), explanation: het origineel zegt hier iets, de vertaling niets."],
    ),
    "a screen": (
        "lessons/eerste.yaml",
        lambda content: content["screens"].pop(),
        ["lessons/eerste.yaml, screens: ‘tweede-scherm’ van het origineel ontbreekt."],
    ),
    "a screen that nobody skips": (
        "lessons/eerste.yaml",
        lambda content: content["screens"][1].update(must_see=True),
        ["lessons/eerste.yaml, screens 2, must_see: ‘–’ in het origineel, ‘true’ hier."],
    ),
    "the order of screens": (
        "lessons/eerste.yaml",
        lambda content: content["screens"].reverse(),
        ["lessons/eerste.yaml, screens: het origineel heeft hier, in deze volgorde: alles, tweede-scherm."],
    ),
    "a block": (
        "lessons/eerste.yaml",
        lambda content: content["screens"][0]["blocks"].pop(1),
        [
            "lessons/eerste.yaml, screens 1, blocks: het origineel heeft hier, in deze volgorde: "
            "text, frame, message, quote, image, figure, contact, protocol, question."
        ],
    ),
    "whom to call": (
        "lessons/eerste.yaml",
        lambda content: content["screens"][0]["blocks"][6].update(contact="police"),
        ["lessons/eerste.yaml, screens 1, blocks 7, contact: ‘report’ in het origineel, ‘police’ hier."],
    ),
    "the protocol": (
        "lessons/eerste.yaml",
        lambda content: content["screens"][0]["blocks"][7].update(protocol="aftercare"),
        ["lessons/eerste.yaml, screens 1, blocks 8, protocol: ‘report’ in het origineel, ‘aftercare’ hier."],
    ),
    "the question for practice": (
        "lessons/eerste.yaml",
        lambda content: content["screens"][0]["blocks"][8].update(question="proef-meer-fy"),
        [
            "lessons/eerste.yaml, screens 1, blocks 9, question: "
            "‘proef-enkel-fy’ in het origineel, ‘proef-meer-fy’ hier."
        ],
    ),
    "minutes": (
        "lessons/tweede.yaml",
        lambda content: content.update(minutes=9),
        ["lessons/tweede.yaml, minutes: ‘2’ in het origineel, ‘9’ hier."],
    ),
    "a tone": (
        "dilemma.yaml",
        lambda content: content["scenes"][0]["choices"][1].update(tone="wise"),
        ["dilemma.yaml, scenes 1, choices 2, tone: ‘mixed’ in het origineel, ‘wise’ hier."],
    ),
    "where a choice leads": (
        "dilemma.yaml",
        lambda content: content["scenes"][0]["choices"][0].update(next="ochtend"),
        ["dilemma.yaml, scenes 1, choices 1, next: ‘–’ in het origineel, ‘ochtend’ hier."],
    ),
    "a choice": (
        "dilemma.yaml",
        lambda content: content["scenes"][1]["choices"][0].update(id="nooit"),
        [
            "dilemma.yaml, scenes 2, choices: ‘alsnog’ van het origineel ontbreekt.",
            "dilemma.yaml, scenes 2, choices 1: ‘nooit’ staat niet in het origineel.",
        ],
    ),
    "words in a situation": (
        "dilemma.yaml",
        lambda content: content["scenes"][1].update(quote="Boe."),
        ["dilemma.yaml, scenes 2, quote: het origineel zegt hier niets."],
    ),
    "a question of the quiz": (
        "toets.yaml",
        lambda content: content["questions"].pop(0),
        ["toets.yaml, questions: ‘proef-meer-fy’ van het origineel ontbreekt."],
    ),
    "the rule": (
        "toets.yaml",
        lambda content: content.update(pass_percentage=50),
        ["toets.yaml, pass_percentage: ‘70’ in het origineel, ‘50’ hier."],
    ),
    "a step": (
        "module.yaml",
        lambda content: content["steps"].pop(1),
        ["module.yaml, steps: het origineel heeft hier, in deze volgorde: lesson, lesson, dilemma, quiz."],
    ),
    "the objective": (
        "module.yaml",
        lambda content: content["objectives"][0].update(statement="Jo witte wêr’t jo melde."),
        [
            "module.yaml, objectives 1, statement: "
            "‘U weet waar u meldt.’ in het origineel, ‘Jo witte wêr’t jo melde.’ hier."
        ],
    ),
    "what to remember": (
        "module.yaml",
        lambda content: content.update(remember=["Ien", "Twa"]),
        ["module.yaml, remember: 1 in het origineel, 2 hier."],
    ),
    "for whom": (
        "module.yaml",
        lambda content: content.update(audience="clerks"),
        ["module.yaml, audience: ‘members’ in het origineel, ‘clerks’ hier."],
    ),
    "the name of the original": (
        "module.yaml",
        lambda content: content.update(slug="proef"),
        ["module.yaml, slug: een vertaling heeft hier iets anders dan het origineel."],
    ),
    "a figure": (
        "figures.yaml",
        lambda content: content[0].update(title="Belle de griffier"),
        [
            "figures.yaml 1 (proefcijfer): dit is niet het cijfer van het origineel. "
            "Cijfers zijn gedeeld, met de woorden erin."
        ],
    ),
}


@pytest.mark.parametrize(("name", "mistake", "said"), MISTAKES.values(), ids=MISTAKES)
def test_every_difference_is_said_with_its_place(folder, name, mistake, said):
    edit(folder, name, mistake)
    assert problems(folder) == said


def test_all_differences_are_said_at_once(folder):
    for name in ("tone", "minutes", "screen"):
        file, mistake, _said = MISTAKES[f"a {name}" if name != "minutes" else name]
        edit(folder, file, mistake)
    assert len(problems(folder)) == 3


def test_a_question_has_the_key_of_the_original_with_the_language_behind_it(folder):
    edit(folder, "questions.yaml", lambda content: content[2].update(key="proef-stelling"))
    edit(folder, "toets.yaml", lambda content: content["questions"].__setitem__(1, "proef-stelling"))
    assert problems(folder) == [
        "questions.yaml: ‘proef-stelling-fy’ van het origineel ontbreekt.",
        "questions.yaml 3: ‘proef-stelling’ staat niet in het origineel.",
        "toets.yaml, questions: ‘proef-stelling-fy’ van het origineel ontbreekt.",
        "toets.yaml, questions 2: ‘proef-stelling’ staat niet in het origineel.",
    ]


def test_figures_may_be_borrowed_from_the_original(folder):
    (folder / "figures.yaml").unlink()
    edit(folder, "module.yaml", lambda content: content.update(uses=["proef"]))
    assert read_package(folder).figures == read_package(folder.parent / "proef").figures


# --- the original -----------------------------------------------------------------------------------------------------


def test_an_original_that_is_not_there_or_not_in_order_or_a_translation_itself_is_named(folder):
    edit(folder, "module.yaml", lambda content: content.update(translates="weg"))
    assert problems(folder) == ["module.yaml, translates: er staat geen pakket ‘weg’ naast dit pakket."]
    edit(folder, "module.yaml", lambda content: content.update(translates="proef-fy"))
    assert problems(folder) == [
        "module.yaml, translates: ‘proef-fy’ is zelf een vertaling. Noem het origineel.",
    ]
    edit(folder, "module.yaml", lambda content: content.update(translates="proef"))
    edit(folder.parent / "proef", "toets.yaml", lambda content: content.pop("slug"))
    assert problems(folder) == [
        "module.yaml, translates: ‘proef’ moet eerst in orde zijn. toets.yaml: ‘slug’ ontbreekt.",
    ]
