"""The report at the desk: what it says in words, in a table and in every file; who may see it; what is noted."""

import csv
import io
import re
import zipfile
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from courses.evidence import pdf
from courses.members.log.models import DeskAction
from courses.overview.report import words as annual_words
from courses.overview.report.annual import Line, annual
from courses.overview.report.hiding import Cell, alone, whole
from courses.planning.exempting import exempt_member
from courses.planning.models import Assignment, NamesExport, ProgrammeYear
from courses.planning.opening import open_year
from tests import factories
from tests.courses.evidence.unpacking import unpacked
from tests.courses.overview.answers import text_of
from tests.courses.overview.council import TODAY, YEAR, Council
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
KINDS = ["odt", "pdf", "xlsx", "csv"]
needs_pango = pytest.mark.skipif(not pdf.can_make_pdf(), reason="libpango is absent: no PDF can be made here")


@pytest.fixture
def council():
    """One member done, two not, all of them due this year."""
    made = Council()
    Assignment.objects.update(unmoved_due=date(YEAR, 12, 31), due=date(YEAR, 12, 31))
    return made


@pytest.fixture
def desk(client, council):
    client.force_login(council.clerk)
    return client


def report(council, name="report"):
    return reverse(f"overview:{name}", args=[council.organisation.code])


def taken(desk, council, kind, **asked):
    return desk.post(report(council, f"report_{kind}"), {"jaar": YEAR, **asked})


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


# --- on the screen ----------------------------------------------------------------------------------------------------


def test_the_page_has_text_table_and_chart(desk, council):
    page = desk.get(report(council))
    text = unescape(text_of(page))
    today = f"{TODAY.day} "
    assert f"In {YEAR} moesten 3 leden de module ‘Melden helpt’ afronden. Op {today}" in text
    assert "was 1 lid klaar, 33 procent. Op die dag hadden 2 leden nog tijd." in text
    assert f"Het gaat om jaargang {YEAR} van de module." in text
    html = page.content.decode()
    assert re.search(r'<th scope="row">Leden die de module moesten afronden</th><td class="num">3</td>', html)
    assert council.edition.frozen_id[:8] in html
    assert re.search(r'<svg class="chart"[^>]*role="img"', html) and "33%" in html


def test_there_are_no_names_anywhere(desk, council):
    council.organisation.memberships.update(name="Kanarie Vogel", sort_name="Vogel, Kanarie")
    pages = [desk.get(report(council)), desk.get(report(council, "report_plain"))]
    pages += [taken(desk, council, kind) for kind in ("csv", "odt", "xlsx")]
    for one in pages:
        content = body(one)
        if content.startswith(b"PK"):
            parcel = zipfile.ZipFile(io.BytesIO(content))
            content = b"".join(parcel.read(name) for name in parcel.namelist())
        assert b"33" in content
        for member in council.organisation.memberships.select_related("user"):
            assert b"Kanarie" not in content and b"Vogel" not in content
            assert member.user.email.encode() not in content


def test_a_year_without_programme_and_a_year_to_come_do_not_exist(desk, council):
    for year in (YEAR - 1, YEAR + 1, "x", "9" * 40, "²"):
        assert desk.get(report(council), {"jaar": year}).status_code == 404
        assert desk.get(report(council, "report_plain"), {"jaar": year}).status_code == 404
        assert desk.post(report(council, "report_csv"), {"jaar": year}).status_code == 404
    assert not DeskAction.objects.exists()


def test_without_any_year_it_says_so(client):
    organisation = factories.organisation()
    client.force_login(factories.clerk(organisation))
    address = reverse("overview:report", args=[organisation.code])
    assert "Er is nog geen jaar open, dus er valt niets te melden." in text_of(client.get(address))
    assert client.get(address, {"jaar": YEAR}).status_code == 404


def test_who_is_exempt_is_named_apart_and_not_counted(desk, council):
    member = council.organisation.memberships.get(sort_name="Niets, Cem")
    exempt_member(membership=member, programme=council.programme, start=TODAY, today=TODAY)
    text = unescape(text_of(desk.get(report(council))))
    assert f"In {YEAR} moesten 2 leden" in text
    assert "Voor 1 lid was dit niet van toepassing; dit lid telt niet mee." in text


def test_modules_and_years_stand_beside_each_other(desk, council):
    second = planned.module("Online <bedreigd>")
    programme = planned.programme(second, starts_on=date(YEAR - 2, 1, 1), kinds=["gemeente"])
    for year in (YEAR - 2, YEAR - 1, YEAR):
        first = min(TODAY, date(year, 3, 1))
        open_year(programme=programme, year=year, edition=planned.edition(second, year), today=first)
    found = annual(organisation=council.organisation, on=TODAY)
    assert [[line.year for line in track.lines] for track in found.tracks] == [[YEAR], [YEAR, YEAR - 1, YEAR - 2]]
    assert found.years == [YEAR - 2, YEAR - 1, YEAR]
    html = desk.get(report(council)).content.decode()
    assert html.count("<table") == 2 and "Online &lt;bedreigd&gt;" in html and "<bedreigd>" not in html
    earlier = desk.get(report(council), {"jaar": YEAR - 2})
    assert earlier.content.decode().count("<table") == 1
    assert f"Op 31 december {YEAR - 2} was nog niemand klaar." in text_of(earlier)
    nothing = desk.get(report(council), {"jaar": YEAR - 1})
    assert f"In {YEAR - 1} hoefde geen lid de module" in text_of(nothing)


def test_the_number_of_queries_does_not_grow_with_the_members(desk, council):
    desk.get(report(council))
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get(report(council))
        counts.append(len(queries))
        council.more(40)
    assert counts[0] == counts[1] <= 20


# --- small numbers ----------------------------------------------------------------------------------------------------


def test_small_numbers_are_hidden_when_asked_on_the_screen_and_in_every_file(desk, council):
    for asked in ({"klein": "on"},):
        pages = [desk.get(report(council), asked), desk.get(report(council, "report_plain"), asked)]
        texts = [unescape(text_of(page)) for page in pages]
        texts += [body(taken(desk, council, "csv", **asked)).decode()]
        parcel = zipfile.ZipFile(io.BytesIO(body(taken(desk, council, "odt", **asked))))
        texts += [unescape(re.sub(r"<[^>]+>", " ", parcel.read("content.xml").decode()))]
        for text in texts:
            assert "minder dan 5" in text and "33%" not in text and "33 procent" not in text
        rows = list(load_workbook(io.BytesIO(body(taken(desk, council, "xlsx", **asked)))).active.values)
        assert rows[1][2:8] == ("minder dan 5", "minder dan 5", "–", *["minder dan 5"] * 3)
    assert "minder dan 5" not in text_of(desk.get(report(council)))


# --- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_a_post_and_is_noted_without_names(desk, council, kind):
    if kind == "pdf" and not pdf.can_make_pdf():
        pytest.skip("libpango is absent")
    assert desk.get(report(council, f"report_{kind}")).status_code == 405
    assert not DeskAction.objects.exists()
    response = taken(desk, council, kind)
    assert response.status_code == 200
    assert f"verslag-{council.organisation.code}-{YEAR}.{kind}" in response["Content-Disposition"]
    assert body(response)
    noted = DeskAction.objects.get()
    assert (noted.kind, noted.by, noted.facts) == ("reported", council.clerk, {"year": YEAR})
    assert not NamesExport.objects.exists()


def test_csv_and_xlsx_hold_the_same_text_and_the_whole_digest(desk, council):
    text = body(taken(desk, council, "csv"))
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    cells = list(load_workbook(io.BytesIO(body(taken(desk, council, "xlsx")))).active.iter_rows())
    assert [[cell.value for cell in row] for row in cells] == rows
    assert {cell.data_type for row in cells for cell in row} <= {"s", "inlineStr"}
    assert rows[0][:4] == ["Module", "Jaar", "Leden die de module moesten afronden", "Afgerond"]
    assert rows[1][:5] == ["Melden helpt", str(YEAR), "3", "1", "33%"] and rows[1][-1] == council.edition.frozen_id


@pytest.mark.parametrize("title", ["=1+1", "\t=1+1", "@SUM(A1)", '=HYPERLINK("http://x.example")', "＝1"])
def test_no_title_becomes_a_formula(desk, council, title):
    council.programme.years.update(edition=council.edition)
    type(council.edition).objects.update(title=title)
    cells = load_workbook(io.BytesIO(body(taken(desk, council, "xlsx")))).active["A2"]
    assert not re.match(r"\s*[=+\-@＝]", cells.value) and cells.data_type in ("s", "inlineStr")
    assert not re.search(r"(^|;)[=@＝]", body(taken(desk, council, "csv")).decode("utf-8-sig"), re.MULTILINE)


def test_the_text_to_change_is_a_sound_parcel(desk, council):
    type(council.edition).objects.update(title="Melden & <helpen>")
    parcel = zipfile.ZipFile(io.BytesIO(body(taken(desk, council, "odt"))))
    assert parcel.infolist()[0].filename == "mimetype" and parcel.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert parcel.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    from defusedxml.ElementTree import fromstring

    for name in parcel.namelist()[1:]:
        fromstring(parcel.read(name))
    text = "".join(fromstring(parcel.read("content.xml")).itertext())
    assert f"In {YEAR} moesten 3 leden de module ‘Melden & <helpen>’ afronden." in text


@needs_pango
def test_the_pdf_is_tagged_with_its_table_and_says_its_language(desk, council):
    content = unpacked(body(taken(desk, council, "pdf")))
    marks = [b"/MarkInfo", b"/Marked true", b"/StructTreeRoot", b"/Lang (nl)", b"pdfuaid:part"]
    marks += [b"/S /Table", b"/S /TH", b"/S /TD", b"/S /H1", b"/S /Figure", b"/Alt"]
    for mark in marks:
        assert mark in content, mark
    fonts = set(re.findall(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([\w-]+)", content))
    assert fonts and all(name.startswith(b"Source-Serif-4") for name in fonts), fonts


def test_without_pango_the_page_says_why_there_is_no_pdf(desk, council, monkeypatch):
    monkeypatch.setattr(pdf, "_weasyprint", lambda: None)
    page = desk.get(report(council))
    assert report(council, "report_pdf") not in page.content.decode() and "libpango" in text_of(page)
    refused = taken(desk, council, "pdf")
    assert refused.status_code == 503 and "libpango" in text_of(refused)
    assert not DeskAction.objects.exists()


# --- words ------------------------------------------------------------------------------------------------------------

DAY = date(2027, 6, 30)


def said(*, done=0, not_yet_due=0, late=0, exempt=0, hide=False):
    parts = {"done": done, "not_yet_due": not_yet_due, "late": late}
    if hide:
        cells = {**whole(parts), "exempt": alone(exempt)}
    else:
        members = done + not_yet_due + late
        cells = {name: Cell(number) for name, number in {**parts, "members": members, "exempt": exempt}.items()}
    module = planned.module()
    opened = ProgrammeYear(edition=planned.edition(module, 2027), year=2027)
    with override("nl"):
        sentences = annual_words.sentences(Line(year=2027, day=DAY, opened=opened, **cells), "Melden helpt")
    assert sentences[-1] == "Het gaat om jaargang 2027 van de module."
    return " ".join(sentences[:-1])


MUST = "In 2027 moesten {} leden de module ‘Melden helpt’ afronden."


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({}, "In 2027 hoefde geen lid de module ‘Melden helpt’ af te ronden."),
        (
            {"done": 1},
            "In 2027 moest 1 lid de module ‘Melden helpt’ afronden. Op 30 juni 2027 was dit lid klaar.",
        ),
        (
            {"not_yet_due": 1},
            "In 2027 moest 1 lid de module ‘Melden helpt’ afronden. Op 30 juni 2027 was nog niemand klaar. "
            "Op die dag had 1 lid nog tijd.",
        ),
        ({"done": 29}, MUST.format(29) + " Op 30 juni 2027 waren alle 29 leden klaar."),
        (
            {"done": 18, "not_yet_due": 1, "late": 10},
            MUST.format(29) + " Op 30 juni 2027 waren 18 leden klaar, 62 procent. Op die dag had 1 lid nog tijd. "
            "Bij 10 leden was de laatste dag voorbij.",
        ),
        (
            {"done": 1, "not_yet_due": 7, "late": 1, "exempt": 1},
            MUST.format(9) + " Op 30 juni 2027 was 1 lid klaar, 11 procent. Op die dag hadden 7 leden nog tijd. "
            "Bij 1 lid was de laatste dag voorbij. Voor 1 lid was dit niet van toepassing; dit lid telt niet mee.",
        ),
        (
            {"late": 6, "exempt": 2},
            MUST.format(6) + " Op 30 juni 2027 was nog niemand klaar. Bij 6 leden was de laatste dag voorbij. "
            "Voor 2 leden was dit niet van toepassing; zij tellen niet mee.",
        ),
        (
            {"done": 18, "not_yet_due": 8, "late": 3, "exempt": 6, "hide": True},
            MUST.format(29) + " Op 30 juni 2027 waren 18 leden klaar, 62 procent. "
            "Bij minder dan 5 leden was de laatste dag voorbij. "
            "Voor 6 leden was dit niet van toepassing; zij tellen niet mee.",
        ),
        (
            {"done": 27, "late": 2, "exempt": 5, "hide": True},
            MUST.format(29) + " Op die dag hadden minder dan 5 leden nog tijd. "
            "Bij minder dan 5 leden was de laatste dag voorbij. "
            "Voor 5 leden was dit niet van toepassing; zij tellen niet mee.",
        ),
        (
            {"done": 5, "exempt": 5, "hide": True},
            "Hoeveel leden de module ‘Melden helpt’ in 2027 moesten afronden, noemen wij niet. "
            "Op die dag hadden minder dan 5 leden nog tijd. Bij minder dan 5 leden was de laatste dag voorbij. "
            "Voor 5 leden was dit niet van toepassing; zij tellen niet mee.",
        ),
    ],
    ids=str,
)
def test_it_reads_right_for_nobody_one_and_many(numbers, words):
    assert said(**numbers) == words


@pytest.mark.parametrize(
    ("done", "members", "percent"), [(0, 9, 0), (1, 999, 1), (998, 999, 99), (999, 999, 100), (2, 3, 67)]
)
def test_all_and_nobody_are_never_made_of_fewer(done, members, percent):
    parts = {"done": Cell(done), "members": Cell(members), "not_yet_due": Cell(0), "late": Cell(0), "exempt": Cell(0)}
    assert Line(year=2027, day=DAY, opened=None, **parts).percentage == percent


def test_the_due_day_itself_is_still_time(council):
    Assignment.objects.update(unmoved_due=TODAY, due=TODAY)
    found = annual(organisation=council.organisation, on=TODAY).tracks[0].lines[0]
    assert (found.not_yet_due.value, found.late.value) == (2, 0)
    Assignment.objects.update(unmoved_due=TODAY - timedelta(days=1), due=TODAY - timedelta(days=1))
    found = annual(organisation=council.organisation, on=TODAY).tracks[0].lines[0]
    assert (found.not_yet_due.value, found.late.value) == (0, 2)
