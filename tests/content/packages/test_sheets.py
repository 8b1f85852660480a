"""Sheets of a package: what is wrong is said with file and place, what is right becomes a page."""

import pytest
import yaml

from content.editions.documents import frozen
from content.packages.checking import BadPackage
from content.packages.loose import load_loose, read_loose
from content.packages.starter import STARTER
from content.sheets.pages import SheetPage
from tests.content.editions.factories import home

SHEET = {
    "kind": "sheet",
    "slug": "proefblad",
    "title": "Proefblad",
    "summary": "Om te proberen.",
    "source": "Verzonnen",
    "check": "Jurist: alles.",
    "facts": ["proef"],
    "blocks": [
        {"note": "Vul in."},
        {"heading": "1. Doel"},
        {"text": "**Nu** en [hier](/hulp/)"},
        {"checks": ["Bewaren", "Bellen"]},
        {"fill": {"label": "Naam:", "lines": 2}},
        {"fill": {"label": "Datum:"}},
        {"choose": {"label": "Kies", "options": ["Ja", "Nee"]}},
        {"table": {"head": ["Wie", "Naam"], "rows": [["Lid", ""], ["Griffier", "Hanna"]]}},
        {"contact": "report"},
    ],
}


def written(tmp_path, **changes):
    (tmp_path / "blad.yaml").write_text(yaml.safe_dump({**SHEET, **changes}, allow_unicode=True))
    return tmp_path


def load(folder):
    return load_loose(folder=folder, parent=home())


@pytest.mark.django_db
def test_a_sheet_becomes_a_page_that_is_published(tmp_path):
    (page,) = load(written(tmp_path))
    assert isinstance(page, SheetPage) and page.live
    assert (page.title, page.summary, page.source, page.to_check) == (
        "Proefblad", "Om te proberen.", "Verzonnen", "Jurist: alles.",
    )  # fmt: skip
    body = frozen(page)["body"]
    assert [block["type"] for block in body] == [next(iter(block)) for block in SHEET["blocks"]]
    values = [block["value"] for block in body]
    assert values[2] == '<p><b>Nu</b> en <a href="/hulp/">hier</a></p>'
    assert [line["value"] for line in values[3]] == ["Bewaren", "Bellen"]
    assert values[4:6] == [{"label": "Naam:", "lines": 2}, {"label": "Datum:", "lines": 1}]
    assert [option["value"] for option in values[6]["options"]] == ["Ja", "Nee"]
    assert values[7] == {"caption": "", "head": ["Wie", "Naam"], "rows": [["Lid", ""], ["Griffier", "Hanna"]]}


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_a_change_keeps_the_ids(tmp_path):
    (page,) = load(written(tmp_path))
    before = frozen(page)
    assert load(written(tmp_path))[0].latest_revision_id == page.latest_revision_id
    (page,) = load(written(tmp_path, title="Ander blad"))
    assert page.title == "Ander blad" and frozen(page)["body"] == before["body"]


@pytest.mark.django_db
def test_what_a_trainer_changed_is_left_alone(tmp_path):
    (page,) = load(written(tmp_path))
    page.title = "Van de trainer"
    page.save_revision().publish()
    assert load(written(tmp_path))[0].title == "Van de trainer"


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ([{"fill": {"label": "Naam", "lines": 7}}], r"blad.yaml, blocks 1 \(fill\), lines: hier hoort een heel getal"),
        ([{"fill": {"lines": 1}}], r"blad.yaml, blocks 1 \(fill\): ‘label’ ontbreekt"),
        ([{"choose": {"label": "Kies", "options": ["Ja"]}}], r"blocks 1 \(choose\), options: .*2"),
        ([{"checks": []}], r"blocks 1 \(checks\): .*1"),
        ([{"contact": "buurman"}], r"blocks 1 \(contact\): hier hoort een van deze"),
        ([{"heading": ""}], r"blocks 1 \(heading\): hier is niets ingevuld"),
        ([{"text": "# Kop"}], r"blocks 1 \(text\): ‘kop’"),
        ([{"plaatje": "x"}], r"blocks 1: deze soort blok bestaat niet"),
        ([{"text": "a", "note": "b"}], r"blocks 1: een blok heeft precies één naam"),
        ([{"table": {"head": ["a", "b"], "rows": [["1", "2"], ["3"]]}}],
         r"blocks 1 \(table\), rows 2: 1 cellen; de tabel heeft 2 kolommen"),
        ([{"table": {"head": list("abcde"), "rows": [list("12345")]}}], r"blocks 1 \(table\), head: .*4"),
        ([{"table": {"head": ["a"], "rows": [[5]]}}], r"rows 1 1: hier hoort tekst te staan"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_and_place(tmp_path, blocks, said):
    with pytest.raises(BadPackage, match=said):
        read_loose(written(tmp_path, blocks=blocks))


def test_a_long_summary_and_an_unknown_field_are_said(tmp_path):
    with pytest.raises(BadPackage) as bad:
        read_loose(written(tmp_path, summary="x" * 251, blok=[]))
    assert len(bad.value.problems) == 2


@pytest.mark.django_db
def test_the_sheets_that_come_with_the_software_load():
    pages = load(STARTER / "bladen")
    assert {page.slug for page in pages} == {
        "model-agressieprotocol", "gesprek-de-norm", "gesprek-melden", "gesprek-online",
    }  # fmt: skip
    for page in pages:
        page.full_clean()
        page.body.stream_block.clean(page.body)
