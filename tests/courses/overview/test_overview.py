"""The clerk's desk: own organisation only, only what may be seen, the same number of queries for 29 and for many."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone
from openpyxl import load_workbook

from courses.learning.models import Answer, Attempt
from courses.members.log.models import DeskAction
from courses.members.models import Membership
from courses.planning.joining import assign_joiners
from courses.planning.models import NamesExport
from courses.planning.opening import open_year
from tests import factories
from tests.courses.overview.freshness import show_again
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
YEAR = TODAY.year


@pytest.fixture
def council():
    """An organisation with one member of each status, in a year that is open."""
    return Council()


class Council:
    def __init__(self):
        self.organisation = factories.organisation()
        self.module = planned.module()
        self.programme = planned.programme(self.module, starts_on=date(YEAR - 1, 1, 1))
        self.edition = planned.edition(self.module, YEAR, steps=[("lesson", "Les", 5, 3)])
        before = date(YEAR - 2, 3, 26)
        for name in ("Noor Afgerond", "Bas Bezig", "Cem Niets"):
            factories.membership(factories.person(name=name), self.organisation, start=before)
        open_year(programme=self.programme, year=YEAR, edition=self.edition, today=TODAY)
        self.clerk = factories.clerk(self.organisation)
        done, busy, _idle = self.organisation.memberships.order_by("pk")
        planned.complete(done.user, self.edition, on=TODAY)
        planned.begin(busy.user, self.edition, on=TODAY)

    def more(self, number):
        for index in range(number):
            member = factories.membership(
                factories.person(name=f"Lid Nummer{index:03}"), self.organisation, start=date(YEAR - 2, 3, 26)
            )
            member.assignments.create(
                programme_year=self.programme.years.get(),
                kind="yearly",
                edition=self.edition,
                opens=TODAY,
                unmoved_due=date(YEAR + 1, 1, 1),
                due=date(YEAR + 1, 1, 1),
                counts_from=date(YEAR - 1, 9, 1),
            )

    def url(self, name="year"):
        return reverse(f"overview:{name}", args=[self.organisation.code, YEAR])


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def rows_of(response):
    return re.findall(r'<th scope="row">([^<]*)</th><td><span class="status', response.content.decode())


def test_names_statuses_counts_and_days(client, council):
    client.force_login(council.clerk)
    page = client.get(council.url())
    assert page.status_code == 200
    text = text_of(page)
    assert "1 van 3 leden zijn klaar" in text
    assert "1 afgerond, 1 bezig, 1 niet begonnen" in page.content.decode()
    assert rows_of(page) == ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]
    assert f"{TODAY.day} " in text


def test_with_one_desk_the_front_page_leads_there(client, council):
    client.force_login(council.clerk)
    page = client.get(reverse("overview:home"), follow=True)
    assert page.redirect_chain == [(reverse("overview:newest", args=[council.organisation.code]), 302)]
    assert len(rows_of(page)) == 3


def test_with_two_desks_one_chooses(client, council):
    other = factories.organisation(name="Andersdam")
    council.clerk.desk_roles.create(organisation=other, start=date(2020, 1, 1))
    client.force_login(council.clerk)
    page = client.get(reverse("overview:home"))
    assert "Andersdam" in page.content.decode()


#: What stands in an address besides the organisation: any value, for nothing of it may be looked at.
ANY = {"year": YEAR, "act": "einde", "topic": "melden"}


def _names_below(resolver):
    for one in resolver.url_patterns:
        yield from _names_below(one) if hasattr(one, "url_patterns") else [one.name]


#: Every address of the desk: a new one is held to this of its own accord.
CLERK_URLS = sorted(set(_names_below(get_resolver("courses.overview.urls"))) - {"home"})


def address_of(name, organisation):
    """The address `name` at the desk of `organisation`."""
    _text, parameters = get_resolver("courses.overview.urls").reverse_dict.getlist(name)[0][0][0]
    given = {one: ANY.get(one, 1) for one in parameters}
    return reverse(f"overview:{name}", kwargs=given | {"code": organisation.code})


@pytest.mark.parametrize("name", CLERK_URLS)
@pytest.mark.parametrize("who", ["other clerk", "member", "former clerk", "future clerk", "superuser"])
def test_another_organisation_does_not_exist(client, council, name, who):
    user = {
        "other clerk": lambda: factories.clerk(factories.organisation()),
        "member": lambda: council.organisation.memberships.first().user,
        "former clerk": lambda: factories.clerk(council.organisation, end=date(2020, 12, 31)),
        "future clerk": lambda: factories.clerk(council.organisation, start=date(YEAR + 5, 1, 1)),
        "superuser": lambda: factories.person(is_superuser=True, is_staff=True),
    }[who]()
    client.force_login(user)
    address = address_of(name, council.organisation)
    found = [client.get(address), client.post(address)]
    statuses = {response.status_code for response in found}
    assert 404 in statuses and statuses <= {404, 405}
    assert not any(b"Noor" in response.content for response in found)
    assert not NamesExport.objects.exists() and not DeskAction.objects.exists()


@pytest.mark.parametrize("name", CLERK_URLS)
def test_signed_out_one_is_sent_to_sign_in(client, council, name):
    address = address_of(name, council.organisation)
    doors = [response for response in (client.get(address), client.post(address)) if response.status_code != 405]
    assert doors
    for response in doors:
        assert response.status_code == 302
        assert "/account/login/" in response["Location"]


def test_a_year_that_is_not_open_does_not_exist(client, council):
    client.force_login(council.clerk)
    assert client.get(reverse("overview:year", args=[council.organisation.code, YEAR + 1])).status_code == 404
    other = planned.programme(council.module, kinds=["waterschap"])
    assert client.get(council.url(), {"programma": f"{other.pk}-{other.module.pk}"}).status_code == 404


def test_without_any_year_it_says_so(client):
    organisation = factories.organisation()
    client.force_login(factories.clerk(organisation))
    assert "nog geen jaar open" in client.get(reverse("overview:newest", args=[organisation.code])).content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"toon": "afgerond"}, ["Afgerond, Noor"]),
        ({"toon": "bezig"}, ["Bezig, Bas"]),
        ({"toon": "niet-begonnen"}, ["Niets, Cem"]),
        ({"sorteer": "-naam"}, ["Niets, Cem", "Bezig, Bas", "Afgerond, Noor"]),
        ({"sorteer": "status"}, ["Niets, Cem", "Bezig, Bas", "Afgerond, Noor"]),
        ({"sorteer": "-status"}, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        ({"sorteer": "datum"}, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        ({"toon": "x' or 1=1", "sorteer": "--", "pagina": "9" * 5000}, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        ({"pagina": "²"}, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
    ],
)
def test_filter_and_sort(client, council, query, names):
    client.force_login(council.clerk)
    assert rows_of(client.get(council.url(), query)) == names


def test_the_sorted_column_is_marked_and_turns_round(client, council):
    client.force_login(council.clerk)
    page = client.get(council.url()).content.decode()
    assert page.count("aria-sort=") == 1
    assert re.search(r'aria-sort="ascending"><button class="sort" name="sorteer" value="-naam">', page)


def test_two_organisations_in_one_year_each_see_their_own(client, council):
    """The composed query is kept; the organisation in it is not."""
    other = factories.organisation()
    factories.membership(factories.person(name="Ada Elders"), other, start=TODAY)
    assign_joiners(today=TODAY)
    for user, organisation, names in (
        (council.clerk, council.organisation, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        (factories.clerk(other), other, ["Elders, Ada"]),
        (council.clerk, council.organisation, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
    ):
        client.force_login(user)
        assert rows_of(client.get(reverse("overview:year", args=[organisation.code, YEAR]))) == names


def test_a_due_date_that_is_moved_shows_at_once(client, council):
    client.force_login(council.clerk)
    assert "na de datum" not in text_of(client.get(council.url()))
    council.organisation.memberships.get(sort_name="Niets, Cem").assignments.update(
        unmoved_due=TODAY - timedelta(days=1), due=TODAY - timedelta(days=1)
    )
    assert text_of(client.get(council.url())).count("na de datum") == 1


def test_pages(client, council):
    council.more(60)
    client.force_login(council.clerk)
    first, second = (client.get(council.url(), {"pagina": page}) for page in (1, 2))
    assert len(rows_of(first)) == 50
    assert len(rows_of(second)) == 13
    assert not set(rows_of(first)) & set(rows_of(second))
    assert "Pagina 2 van 2" in text_of(second)
    assert rows_of(client.get(council.url(), {"pagina": 99})) == rows_of(second)


def test_at_most_eight_queries_whatever_the_number_of_members(client, council):
    client.force_login(council.clerk)
    client.get(council.url())
    numbers = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(council.url())
        numbers.append(len(queries))
        council.more(60)
    assert numbers[0] == numbers[1] <= 8


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_is_a_post_and_the_members_can_see_that_it_was_taken(client, council, kind):
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    assert client.get(council.url(kind)).status_code == 405
    assert not NamesExport.objects.exists()
    response = client.post(council.url(kind))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    noted = NamesExport.objects.get()
    assert (noted.organisation, noted.by, noted.taken_on, noted.kind) == (
        council.organisation,
        council.clerk,
        TODAY,
        kind,
    )


@pytest.mark.parametrize(
    ("taal", "heading", "statuses"),
    [
        ("nl", ["Naam", "Status", "Afgerond op"], {"Afgerond", "Bezig", "Niet begonnen"}),
        ("en", ["Name", "Status", "Finished on"], {"Finished", "Under way", "Not begun"}),
    ],
)
def test_a_list_speaks_the_language_of_who_takes_it(client, council, taal, heading, statuses):
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    client.cookies["taal"] = taal
    rows = csv_rows(client.post(council.url("csv")))
    book = load_workbook(io.BytesIO(b"".join(client.post(council.url("xlsx")).streaming_content)))
    for first, *rest in (rows, [[cell.value for cell in row] for row in book.active.rows]):
        assert first == heading and {row[1] for row in rest} == statuses


def csv_rows(response):
    raw = b"".join(response.streaming_content)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))


def xlsx_cells(response):
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    return [list(row) for row in book.active.iter_rows()]


def test_the_lists_hold_what_the_screen_shows(client, council):
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    day = f"{TODAY:%d-%m-%Y}"
    expected = [
        ["Naam", "Status", "Afgerond op"],
        ["Afgerond, Noor", "Afgerond", day],
        ["Bezig, Bas", "Bezig", ""],
        ["Niets, Cem", "Niet begonnen", ""],
    ]
    assert csv_rows(client.post(council.url("csv"))) == expected
    cells = xlsx_cells(client.post(council.url("xlsx")))
    assert [[cell.value or "" for cell in row] for row in cells] == expected


FORMULAS = [
    "=1+1",
    "+31612345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    '=HYPERLINK("http://x.example","klik")',
    "=cmd|' /C calc'!A0",
    "Jan\t=1+1",
    "Jan\r\n=1+1",
    'Jan";=1+1;"',
    "\x00=1",
    "\u2028=1",
]


@pytest.mark.parametrize("name", FORMULAS)
def test_no_name_becomes_a_formula(client, council, name):
    if "\x00" in name and connection.vendor == "postgresql":
        pytest.skip("PostgreSQL keeps no NUL")
    Membership.objects.filter(sort_name="Bezig, Bas").update(sort_name=name)
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    rows = csv_rows(client.post(council.url("csv")))
    assert len(rows) == 4
    assert all(len(row) == 3 for row in rows)
    cells = xlsx_cells(client.post(council.url("xlsx")))
    for value in [cell for row in rows for cell in row] + [str(c.value or "") for row in cells for c in row]:
        assert not re.match(r"\s*[=+\-@＝＋－＠]", value)
        assert not re.search(r"[\t\r\n\x00]", value)
    assert {cell.data_type for row in cells for cell in row if cell.value} <= {"s", "inlineStr"}


def test_a_name_is_text_on_the_page(client, council):
    Membership.objects.filter(sort_name="Bezig, Bas").update(sort_name="<script>alert(1)</script>")
    client.force_login(council.clerk)
    assert b"<script>alert" not in client.get(council.url()).content


def test_no_response_of_the_desk_carries_more_than_it_may(client, council):
    """Canaries in everything that a clerk must not see, searched in every byte of every clerk address."""
    done = council.organisation.memberships.order_by("pk").first()
    moment = timezone.now().replace(hour=3, minute=47, second=41)
    enrolment = done.user.enrolments.get()
    enrolment.started_at = moment
    enrolment.save()
    step = council.edition.steps.get()
    attempt = Attempt.objects.create(
        enrolment=enrolment, step=step, number=7777, rule={"rule": "canary-rule"}, started_at=moment
    )
    question = _question(step)
    Answer.objects.create(
        attempt=attempt,
        question=question,
        frozen=step.frozen,
        turn=8888,
        response={"chosen": "canary-response"},
        right=False,
        given_at=moment,
    )
    enrolment.progress.create(step=step, frozen=step.frozen, position=6666, done_at=moment)
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    responses = [client.get(council.url()), client.get(reverse("overview:newest", args=[council.organisation.code]))]
    bodies = [response.content for response in responses]
    bodies.append(b"".join(client.post(council.url("csv")).streaming_content))
    bodies.append(repr([[c.value for c in row] for row in xlsx_cells(client.post(council.url("xlsx")))]).encode())
    canaries = ["canary", "7777", "8888", "6666", ":47", "47:41", done.user.email, "TEST-"]
    for body in bodies:
        assert b"Noor" in body
        for canary in canaries:
            assert canary.encode() not in body, canary


def _question(step):
    from content.editions.models import EditionQuestion
    from content.objectives import Objective
    from content.questions.statement import StatementQuestion

    objective = Objective.objects.create(code="M1", statement="Kent de route.")
    fields = {"prompt": "Juist?", "objective": objective}
    names = {field.name for field in StatementQuestion._meta.get_fields()}
    question = StatementQuestion.objects.create(**{name: value for name, value in fields.items() if name in names})
    return EditionQuestion.objects.create(step=step, position=1, question=question, frozen=step.frozen)


# --- search, filter, side by side -------------------------------------------------------------------------------------


def names_of(client, council, **query):
    return rows_of(client.get(council.url(), query))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("bas", ["Bezig, Bas"]),
        ("BÉZ", ["Bezig, Bas"]),
        ("bas bezig", ["Bezig, Bas"]),
        ("o", ["Afgerond, Noor"]),
        ("i", ["Bezig, Bas", "Niets, Cem"]),
        ("bas niets", []),
        ("%", ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        ("_e", ["Bezig, Bas", "Niets, Cem"]),
        ("zqxja", []),
        ("\x00' or 1=1 --", []),
        ("🦩", ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
    ],
)
def test_a_search_looks_for_words_in_names(client, council, typed, names):
    client.force_login(council.clerk)
    if typed == "_e":  # a letter means itself: no pattern
        Membership.objects.filter(sort_name="Bezig, Bas").update(sort_key="be_e zig bas")
        names = ["Bezig, Bas"]
    assert names_of(client, council, zoek=typed) == names


def test_what_was_searched_before_is_not_searched_again(client, council):
    client.force_login(council.clerk)
    for typed, names in (("bas", ["Bezig, Bas"]), ("noor", ["Afgerond, Noor"]), ("niemand", [])):
        assert names_of(client, council, zoek=typed) == names


def test_filters_on_office_first_day_and_past_the_date(client, council):
    client.force_login(council.clerk)
    members = council.organisation.memberships
    members.filter(sort_name="Bezig, Bas").update(office="burgerraadslid", start=date(YEAR - 1, 5, 1))
    members.get(sort_name="Niets, Cem").assignments.update(unmoved_due=YESTERDAY, due=YESTERDAY)
    assert names_of(client, council, functie="burgerraadslid") == ["Bezig, Bas"]
    assert names_of(client, council, sinds=f"{YEAR - 1}-05-01") == ["Bezig, Bas"]
    assert names_of(client, council, sinds=f"{YEAR - 1}-05-02") == []
    assert names_of(client, council, toon="na-de-datum") == ["Niets, Cem"]
    assert names_of(client, council, toon="na-de-datum", zoek="bas") == []
    assert names_of(client, council, toon="bezig", functie="burgerraadslid", zoek="bas") == ["Bezig, Bas"]
    everybody = ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]
    for nonsense in ({"functie": "baas"}, {"sinds": "gisteren"}, {"sinds": "0001-01-01"}, {"toon": "alles"}):
        assert names_of(client, council, **nonsense) == everybody


def test_numbers_beside_the_filters_are_of_what_was_searched_and_the_bar_is_not(client, council):
    client.force_login(council.clerk)
    page = text_of(client.get(council.url(), {"zoek": "bas"}))
    assert "1 van 3 leden zijn klaar" in page
    assert "Alle 1 Afgerond 0 Bezig 1 Niet begonnen 0" in page


def test_sorting_and_paging_keep_the_search(client, council):
    council.more(60)
    client.force_login(council.clerk)
    page = client.get(council.url(), {"zoek": "nummer", "functie": "raadslid", "sorteer": "-naam"})
    html = page.content.decode()
    assert rows_of(page)[0] == "Nummer059, Lid" and "Pagina 1 van 2" in text_of(page)
    following = re.search(r'<a href="(\?[^"]+pagina=2)"', html)[1].replace("&amp;", "&")
    assert len(rows_of(client.get(council.url() + following))) == 10
    assert '<input type="hidden" name="zoek" value="nummer">' in html


def test_a_search_costs_three_queries_whatever_was_typed(client, council):
    client.force_login(council.clerk)
    query = {"zoek": "lid", "functie": "raadslid", "sinds": "2020-01-01", "toon": "na-de-datum"}
    client.get(council.url(), query)
    numbers = []
    for typed in ("lid", "een"):
        with CaptureQueriesContext(connection) as queries:
            client.get(council.url(), {**query, "zoek": typed})
        numbers.append(len(queries))
        council.more(60)
    assert numbers[0] == numbers[1] <= 10


class TestSideBySide:
    @pytest.fixture
    def second(self, council):
        """Another module in the same year, asked of those two who begin today."""
        module = planned.module(title="Online bedreigd")
        programme = planned.programme(module, starts_on=date(YEAR - 1, 1, 1))
        edition = planned.edition(module, YEAR)
        open_year(programme=programme, year=YEAR, edition=edition, today=TODAY)
        planned.complete(council.organisation.memberships.get(sort_name="Bezig, Bas").user, edition, on=TODAY)
        return programme

    def test_each_member_has_one_status_for_each_module(self, client, council, second):
        client.force_login(council.clerk)
        assert "Alle modules in één tabel" in text_of(client.get(council.url()))
        page = text_of(client.get(council.url("modules")))
        assert "Bezig, Bas Melden helpt Bezig Online bedreigd Afgerond" in page
        assert "Afgerond, Noor Melden helpt Afgerond" in page

    def test_of_who_is_exempt_from_one_the_other_stands_there(self, client, council, second):
        council.organisation.memberships.get(sort_name="Niets, Cem").assignments.filter(
            programme_year__programme=second
        ).delete()
        second.offices = ["burgemeester"]
        second.save()
        client.force_login(council.clerk)
        page = text_of(client.get(council.url("modules")))
        assert "Niets, Cem Melden helpt Niet begonnen Online bedreigd – niet gevraagd van dit lid" in page

    def test_one_query_more_for_each_module_and_none_for_members(self, client, council, second):
        client.force_login(council.clerk)
        numbers = []
        for _round in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get(council.url("modules"))
            numbers.append(len(queries))
            council.more(60)
        assert numbers[0] == numbers[1] <= 9
