"""Each proof of the texts fails on a text that is wrong: a copy of the starter with one thing changed."""

import shutil

import pytest
import yaml

from content.proofreading import measures
from content.proofreading.pieces import manuscript
from tests.content.starter import answering
from tests.content.starter.bank import bank, pairs_too_alike
from tests.content.starter.spelling import misspelt, own_words
from tests.content.starter.texts import STARTER, read, starter

MODULE = "melden-helpt"


class Copy:
    """A copy of the starter's texts that a test may spoil."""

    def __init__(self, folder):
        self.folder = folder

    def edit(self, file, change):
        """Let `change` spoil what `file` holds; tell that file's manuscript."""
        path = self.folder / file
        raw = yaml.safe_load(path.read_text("utf-8"))
        change(raw)
        path.write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
        return self.of(file)

    def of(self, file):
        return manuscript(self.folder, file)

    @property
    def texts(self):
        return read(self.folder)


@pytest.fixture
def copy(tmp_path):
    wanted = {"facts.yaml", "hulp.yaml", "cijfers", MODULE}
    for path in STARTER.iterdir():
        if path.name in wanted:
            (shutil.copytree if path.is_dir() else shutil.copy)(path, tmp_path / path.name)
    return Copy(tmp_path)


@pytest.fixture
def lesson(copy):
    return copy.of(f"{MODULE}/module.yaml").raw["steps"][0]


def says(sentence, facts=()):
    """Let the first screen of a lesson say one sentence more."""

    def change(raw):
        screen = raw["screens"][0]
        screen["blocks"].append({"text": sentence})
        screen["facts"] = [*screen.get("facts", []), *facts]

    return change


def spoiled(copy, lesson, sentence, facts=()):
    return copy.edit(f"{MODULE}/{lesson}", says(sentence, facts))


def new_problems(check, before, after, *more):
    known = {str(problem) for problem in check(before, *more)}
    return [problem for problem in check(after, *more) if str(problem) not in known]


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("In 2024 maakte 54 procent van de ambtsdragers het mee.", ["ervaring-2024-alle"]),
        ("In 2024 maakte 54% het mee.", ["ervaring-2024-alle"]),
        ("In 2024 waren het er 54 van de 100.", ["ervaring-2024-alle"]),
        ("In 2024 waren het er 54 van elke 100.", []),
        ("In 2018 vond 1 op de 4 dat.", ["hoort-erbij-2018"]),
        ("In 2018 deed een derde van hen dat.", ["training-2018"]),
        ("In 2018 was meer dan de helft van de raadsleden tevreden.", ["tevreden-2018-raadsleden"]),
        ("Er staat hoogstens 4 jaar cel op.", ["doxing-maximum"]),
        ("Er staat vier jaar gevangenisstraf op.", ["doxing-maximum"]),
        ("De boete is € 500.", []),
        ("Het is strafbaar sinds 1 juli 2024.", ["doxing-sinds"]),
        ("Doe aangifte binnen drie werkdagen.", ["aangifte-termijn"]),
        ("U hebt binnen 3 maanden om te klagen.", []),
        ("Dit is een zin zonder cijfer.", ["ervaring-2022-alle"]),
        ("De maakte 45 procent het mee.", ["ervaring-2024-alle"]),
        ("Wie weet dit al?", ["bestaat-niet"]),
    ],
)
def test_a_wrong_number_is_seen(copy, lesson, sentence, facts):
    before = copy.of(f"{MODULE}/{lesson}")
    found = new_problems(measures.wrong_facts, before, spoiled(copy, lesson, sentence, facts), starter().facts)
    assert found and all(problem.place.startswith(f"{MODULE}/{lesson} · scherm ") for problem in found)


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("In 2024 maakte 45 procent van de ambtsdragers het mee.", ["ervaring-2024-alle"]),
        ("In 2018 vond een vijfde van hen dat. Dat is 1 op de 5.", ["hoort-erbij-2018"]),
        ("Minder dan de helft van de raadsleden was tevreden (2018).", ["tevreden-2018-raadsleden"]),
        ("Er staat hoogstens twee jaar cel op.", ["doxing-maximum"]),
        ("Doe aangifte binnen twee werkdagen.", ["aangifte-termijn"]),
        ("Om kwart over 8 stond er een kwartier lang een man.", []),
        ("De helft van de zaal loopt weg. Binnen 5 minuten zijn er 14 reacties.", []),
    ],
)
def test_a_right_number_passes(copy, lesson, sentence, facts):
    before = copy.of(f"{MODULE}/{lesson}")
    assert not new_problems(measures.wrong_facts, before, spoiled(copy, lesson, sentence, facts), starter().facts)


def test_an_estimate_of_another_number_is_seen(copy):
    def change(raw):
        estimate = next(item for item in raw if item["type"] == "numeric_estimate")
        estimate["value"] += 1
        estimate["facts"] = ["hoort-erbij-2018"]

    after = copy.edit(f"{MODULE}/questions.yaml", change)
    assert any("value: 21" in problem.why for problem in measures.wrong_facts(after, starter().facts))


def test_a_point_of_a_figure_that_is_another_number_is_seen(copy):
    before = copy.of("cijfers/figures.yaml")

    def change(raw):
        raw[0]["points"][0]["value"] = "56"
        raw[1]["points"][0]["fact"] = "hoort-er-niet-bij"

    after = copy.edit("cijfers/figures.yaml", change)
    assert len(new_problems(measures.wrong_facts, before, after, starter().facts)) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Een lid van D66 belt u.",
        "Iemand van de PvdA-fractie belt.",
        "Zij zit bij de Partij voor de Dieren.",
        "DENK belde.",
    ],
)
def test_a_party_is_seen(copy, lesson, sentence):
    before = copy.of(f"{MODULE}/{lesson}")
    found = new_problems(measures.names_and_numbers, before, spoiled(copy, lesson, sentence), starter().kept)
    assert [problem.sentence for problem in found] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bel 0900-1234.",
        "Bel 06 - 12 34 56 78.",
        "Bel [de politie](tel:09008845).",
        "Bel +31 70 373 83 15.",
        "Bel 113 als u dat wilt.",
        "Dit is nog te controleren.",
    ],
)
def test_a_number_that_nobody_keeps_is_seen(copy, lesson, sentence):
    before = copy.of(f"{MODULE}/{lesson}")
    found = new_problems(measures.names_and_numbers, before, spoiled(copy, lesson, sentence), starter().kept)
    assert [problem.sentence for problem in found] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Denk eerst na. Bel [112](tel:112) of 0900-8844, dag en nacht.",
        "Bel [070 - 373 83 14](tel:0703738314) of [0900-0101](tel:09000101).",
        "Het is 22.40 uur op 24 juni 2018 (Kamerstuk 28684, nr. 536).",
        "De partij van het lid staat hier niet.",
    ],
)
def test_what_is_kept_passes(copy, lesson, sentence):
    before = copy.of(f"{MODULE}/{lesson}")
    assert not new_problems(measures.names_and_numbers, before, spoiled(copy, lesson, sentence), starter().kept)


def test_a_long_sentence_is_seen(copy, lesson):
    sentence = " ".join(["woord"] * 26).capitalize() + "."
    found = measures.long_sentences(spoiled(copy, lesson, f"Een korte zin. {sentence}"))
    assert sentence in [problem.sentence for problem in found]


def test_hard_words_and_long_sentences_on_average_are_seen(copy, lesson):
    hard = "De gemeenteraadsvergadering behandelt verantwoordelijkheidsvraagstukken onvoorwaardelijk. "
    found = measures.hard_to_read(spoiled(copy, lesson, hard * 40))
    assert len(found) == 1 and "Flesch-Douma" in found[0].why
    long = "Wie hier nu woont en daar nog niet was, die gaat er nu toch maar eens heen. "
    assert measures.hard_to_read(spoiled(copy, lesson, long * 400))


def test_a_full_screen_and_a_lesson_that_takes_longer_than_it_says_are_seen(copy, lesson):
    after = spoiled(copy, lesson, "Dit is een zin. " * 300)
    assert "scherm" in measures.full_screens(after)[0].place
    assert measures.wrong_minutes(after, starter().questions(MODULE))


def test_a_check_that_asks_nobody_is_seen(copy, lesson):
    after = copy.edit(f"{MODULE}/{lesson}", lambda raw: raw["screens"][0].update(check="Nog eens nakijken."))
    assert [problem.sentence for problem in measures.unasked_checks(after)] == ["Nog eens nakijken."]


def test_a_misspelt_word_is_seen(copy, lesson):
    found = misspelt([spoiled(copy, lesson, "De raadzaall is leeg.")], own_words())
    assert [*found] == ["raadzaall"] and "scherm" in found["raadzaall"][0]


def test_a_question_that_asks_the_same_is_seen(copy):
    def change(raw):
        raw.append({**raw[0], "key": "nog-eens", "prompt": "Even denken. " + raw[0]["prompt"]})

    copy.edit(f"{MODULE}/questions.yaml", change)
    first = next(iter(bank(copy.texts)))
    assert (first, f"{MODULE}:nog-eens") in [(one, other) for _, one, other in pairs_too_alike(copy.texts)]


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "ordering", "matching", "statement"])
def test_feedback_that_is_missing_is_seen(copy, kind):
    def change(raw):
        item = next(item for item in raw if item["type"] == kind)
        if kind == "statement":
            item["feedback_true"] = ""
        else:
            next(iter(item.get("options") or item.get("items") or item["pairs"]))["feedback"] = ""

    copy.edit(f"{MODULE}/questions.yaml", change)
    spoilt = next(raw for raw in bank(copy.texts).values() if raw["type"] == kind)
    assert "" in [told for _, told in answering.feedback(spoilt)]
    with pytest.raises(Exception, match="questions.yaml"):
        answering.documents(copy.folder / MODULE)
