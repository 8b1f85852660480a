"""A list comes in at the clerk's desk: offered, looked at, put right, confirmed; or refused in words."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from courses.members.importing.models import ColumnMeaning, ImportDraft
from courses.members.log.models import DeskAction
from courses.members.models import Membership
from courses.overview.lists import uploads
from courses.planning.models import Assignment
from courses.planning.opening import open_year
from tests import factories
from tests.courses.members.factories import HEADER, csv_bytes, ods_bytes, rows_of, xlsx_bytes
from tests.courses.overview.importing import Desk, text
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def desk(client):
    return Desk(client)


def register(desk):
    return {m.user.email: m for m in Membership.objects.filter(organisation=desk.organisation).select_related("user")}


# --- in ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [csv_bytes, xlsx_bytes, ods_bytes])
def test_a_list_comes_in_and_the_same_list_again_changes_nothing(desk, form):
    for number in (3, 0):
        assert desk.upload(form(rows_of(3))).status_code == 302
        assert "E-mailadres" in text(desk.get("kolommen/"))
        assert desk.post("kolommen/").url.endswith("controle/")
        assert desk.check().url.endswith("bevestigen/")
        page = text(desk.client.get(desk.confirm().url))
        assert f"<b>{number}</b>" in page
    assert Membership.objects.count() == 3
    assert ["Er hoefde niets" in page, DeskAction.objects.count()] == [True, 2]


def test_what_was_pasted_comes_in_too(desk):
    rows = "\n".join("\t".join(row) for row in rows_of(2))
    assert desk.post(plak=rows).status_code == 302
    desk.post("kolommen/"), desk.check(), desk.confirm()
    assert Membership.objects.count() == 2


def test_new_members_owe_at_once_and_the_log_says_of_whom(desk):
    programme = planned.programme(starts_on=date(TODAY.year - 1, 1, 1))
    open_year(programme=programme, year=TODAY.year, edition=planned.edition(programme.module, TODAY.year), today=TODAY)
    desk.whole(rows_of(3))
    assert Assignment.objects.filter(kind="onboarding").count() == 3
    line = DeskAction.objects.get()
    assert (line.kind, line.by, line.organisation) == ("imported", desk.clerk, desk.organisation)
    assert line.facts == {"new": 3, "changed": 0, "ended": 0, "unchanged": 0, "skipped": 0}
    assert set(line.members.values_list("membership", flat=True)) == set(
        Membership.objects.values_list("pk", flat=True)
    )


def test_nothing_is_saved_before_the_last_step(desk):
    desk.offer(rows_of(3))
    for step in ("kolommen/", "controle/", "bevestigen/", "klaar/", ""):
        assert desk.get(step).status_code == 200
    desk.post("kolommen/"), desk.check()
    assert Membership.objects.count() == 0 and DeskAction.objects.count() == 0


def test_the_number_of_queries_does_not_grow_with_the_list(desk, django_assert_max_num_queries):
    desk.offer(rows_of(300))
    for step in ("kolommen/", "controle/", "bevestigen/"):
        with django_assert_max_num_queries(12):
            desk.get(step)


def test_old_and_new_stand_side_by_side_with_their_cell(desk):
    desk.whole(rows_of(2))
    rows = rows_of(2)
    rows[2][3] = "01-04-2026"
    desk.offer(rows)
    page = desk.get("controle/")
    assert page.context["changed"] == [
        {"row": 3, "column": "D", "name": "Lid2 van den Naam2", "email": "lid2@voorbeeldstad.example",
         "what": "Eerste dag", "old": "26-03-2026", "new": "01-04-2026"}
    ]  # fmt: skip
    assert "26-03-2026" in text(page) and "01-04-2026" in text(page)


def test_when_the_register_changes_in_between_nothing_is_written_and_the_new_plan_is_shown(desk):
    desk.offer(rows_of(2))
    seen = desk.get("bevestigen/").context["looked"].seal
    factories.membership(factories.person("lid1@voorbeeldstad.example"), desk.organisation, start=date(2026, 3, 26))
    page = desk.post("bevestigen/", gezien=seen)
    assert page.status_code == 200 and "<title>Fout:" in text(page)
    assert Membership.objects.count() == 1
    assert desk.confirm().status_code == 302


# --- who is not in the list -------------------------------------------------------------------------------------------


def test_who_is_not_in_the_list_stays_or_gets_a_last_day(desk):
    stays, leaves = (factories.membership(None, desk.organisation) for _ in range(2))
    desk.offer(rows_of(1))
    page = text(desk.get("controle/"))
    assert "2 leden staan niet in uw lijst" in page
    last = TODAY + timedelta(days=5)
    desk.post("controle/", **{f"m{stays.pk}-tot": "", f"m{leaves.pk}-tot": f"{last:%d-%m-%Y}"})
    desk.confirm()
    stays.refresh_from_db(), leaves.refresh_from_db()
    assert (stays.end, leaves.end) == (None, last)
    assert DeskAction.objects.get().facts["ended"] == 1


@pytest.mark.parametrize(("day", "said"), [("31-02-2027", "datum"), ("01-01-2020", "eerste dag"), ("straks", "datum")])
def test_a_last_day_that_is_none_is_told_at_its_field(desk, day, said):
    leaves = factories.membership(None, desk.organisation)
    desk.offer(rows_of(1))
    page = desk.post("controle/", **{f"m{leaves.pk}-tot": day})
    assert page.status_code == 200 and "<title>Fout:" in text(page) and f'value="{day}"' in text(page)
    assert said in page.context["missing"][0]["field"].error
    assert desk.get("bevestigen/").status_code == 302


def test_nobody_of_another_organisation_can_be_ended(desk):
    other = factories.membership()
    desk.offer(rows_of(1))
    desk.post("controle/", **{f"m{other.pk}-tot": "01-04-2026"})
    desk.confirm()
    other.refresh_from_db()
    assert other.end is None


# --- put right --------------------------------------------------------------------------------------------------------


def test_a_wrong_cell_is_put_right_in_place(desk):
    rows = rows_of(3)
    rows[1][1], rows[2][3], rows[3][2] = "", "31-02-2027", "kapitein"
    desk.offer(rows)
    page = text(desk.get("controle/"))
    for said in ("Rij 2, kolom B", "Rij 3, kolom D", "Rij 4, kolom C"):
        assert said in page
    assert desk.get("bevestigen/").status_code == 302
    page = desk.check(r2_email="lid1@voorbeeldstad.example", r3_start="nooit", r4_office="raadslid")
    assert page.status_code == 200 and "<title>Fout:" in text(page) and 'value="nooit"' in text(page)
    assert desk.check(r3_start="28-02-2027").status_code == 302
    desk.confirm()
    assert register(desk)["lid2@voorbeeldstad.example"].start == date(2027, 2, 28)
    assert len(register(desk)) == 3


def test_a_row_is_left_out_and_taken_along_after_all(desk):
    rows = rows_of(2)
    rows[2][1] = "geen adres"
    desk.offer(rows)
    assert desk.check(r3_over="on").status_code == 302
    assert desk.check(r3_toch="on").status_code == 200
    desk.check(r3_over="on")
    page = text(desk.client.get(desk.confirm().url))
    assert list(register(desk)) == ["lid1@voorbeeldstad.example"]
    assert DeskAction.objects.get().facts["skipped"] == 1 and "overgeslagen" in page


def test_of_an_address_on_two_rows_one_is_left_out_and_the_other_comes_in(desk):
    rows = rows_of(2)
    rows[2][1] = rows[1][1]
    desk.offer(rows)
    desk.check(r3_over="on")
    desk.confirm()
    assert register(desk)["lid1@voorbeeldstad.example"].name == "Lid1 van den Naam1"


def test_only_what_is_wrong_can_be_changed(desk):
    desk.offer(rows_of(1))
    desk.check(r2_email="ander@elders.example", r2_over="on")
    desk.confirm()
    assert list(register(desk)) == ["lid1@voorbeeldstad.example"]


def test_an_address_of_a_party_is_pointed_out_without_naming_it(desk):
    desk.offer([HEADER, ["Noor de Wit", "noor@vvdvoorbeeldstad.example", "raadslid", ""]])
    page = text(desk.get("controle/"))
    assert "Rij 2, kolom B: dit lijkt een adres van een partij." in page
    assert desk.check().status_code == 302


# --- columns ----------------------------------------------------------------------------------------------------------

ODD = ["Wie", "Bereikbaar via", "Functie", "Fractie"]


def odd_rows():
    return [ODD, ["Noor de Wit", "noor@voorbeeldstad.example", "raadslid", "Groep A"]]


def test_headers_that_we_do_not_know_are_named_by_the_clerk_and_remembered_here_only(desk):
    desk.offer(odd_rows())
    page = text(desk.get("kolommen/"))
    assert "Bereikbaar via" in page and "<title>Fout:" in page and "noor@" not in page
    chosen = {"k-A": "full", "k-B": "email", "k-C": "office", "k-D": "-"}
    again = desk.post("kolommen/", **chosen)
    assert again.status_code == 200 and "niet bewaard" in text(again)
    assert '<option value="email" selected>' in text(again)
    file = SimpleUploadedFile("leden.csv", csv_bytes(odd_rows()))
    assert desk.post("kolommen/", lijst=file, **chosen).url.endswith("kolommen/")
    desk.post("kolommen/"), desk.check(), desk.confirm()
    assert list(register(desk)) == ["noor@voorbeeldstad.example"]
    assert set(ColumnMeaning.objects.values_list("header", "field")) == {("wie", "full"), ("bereikbaarvia", "email")}
    desk.offer(odd_rows())
    assert desk.post("kolommen/").url.endswith("controle/")
    other = Desk(Client())
    other.offer(odd_rows())
    assert "<title>Fout:" in text(other.get("kolommen/"))


def test_a_column_is_left_unused_and_another_list_is_needed_for_that(desk):
    desk.offer(rows_of(2))
    sent = {"k-A": "full", "k-B": "email", "k-C": "office", "k-D": "-"}
    assert "niet bewaard" in text(desk.post("kolommen/", **sent))
    plak = "\n".join("\t".join(row) for row in rows_of(2))
    assert desk.post("kolommen/", plak=plak, **sent).status_code == 302
    page = text(desk.get("kolommen/"))
    assert "kolom D: Startdatum" in page
    desk.post("kolommen/"), desk.check(), desk.confirm()
    assert {one.start for one in register(desk).values()} == {TODAY}


def test_two_columns_with_one_meaning_are_told_apart_by_the_clerk(desk):
    rows = [["Naam", "E-mail", "Mail"], ["Noor de Wit", "noor@voorbeeldstad.example", "prive@elders.example"]]
    desk.offer(rows)
    assert "betekenen hetzelfde" in text(desk.get("kolommen/"))
    plak = "\n".join("\t".join(row) for row in rows)
    desk.post("kolommen/", plak=plak, **{"k-A": "full", "k-B": "email", "k-C": "-"})
    desk.post("kolommen/"), desk.check(), desk.confirm()
    assert list(register(desk)) == ["noor@voorbeeldstad.example"]


def test_a_row_of_a_person_is_never_shown_as_headers(desk):
    page = desk.upload(csv_bytes([["Naam", "noor@voorbeeldstad.example", "Groep A"], ["Sam", "sam@v.example", "x"]]))
    assert page.status_code == 200 and ImportDraft.objects.count() == 0


BSN = ["111222333", "123456782", "987654329", "100000009"]


def test_citizen_service_numbers_in_a_kept_column_refuse_the_list(desk):
    rows = [HEADER, *([f"Lid Naam{n}", f"lid{n}@v.example", number, ""] for n, number in enumerate(BSN))]
    page = desk.upload(csv_bytes(rows))
    assert page.status_code == 200 and "BSN" in text(page) and "niets opgeslagen" in text(page)
    assert ImportDraft.objects.count() == 0


def test_also_when_the_clerk_says_that_such_a_column_is_ours(desk):
    rows = [["Naam", "E-mail", "Nummer"], *([f"Lid N{n}", f"lid{n}@v.example", b] for n, b in enumerate(BSN))]
    desk.offer(rows)
    plak = "\n".join("\t".join(row) for row in rows)
    page = desk.post("kolommen/", plak=plak, **{"k-A": "full", "k-B": "email", "k-C": "office"})
    assert page.status_code == 200 and "BSN" in text(page)


# --- refused ----------------------------------------------------------------------------------------------------------


def test_nothing_and_both_are_refused_in_words(desk):
    assert "Kies eerst een bestand" in text(desk.post())
    assert "een van de twee" in text(desk.upload(csv_bytes(rows_of(1)), plak="Naam\tE-mail"))


def test_what_is_too_large_is_refused_in_words_and_never_on_disk(desk, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a file went to disk")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", refuse)
    large = b"Naam;E-mail\n" + b"x" * (uploads.MAX_BYTES + 1)
    for response in (desk.upload(large), desk.post(plak="x" * 3_000_000)):
        assert response.status_code == 302
        page = desk.client.get(response.url)
        assert "<title>Fout:" in text(page) and "niets opgeslagen" in text(page)
    assert "5 MB" in text(desk.upload(b"Naam;E-mail\n" + b"x" * (5 * 1024 * 1024 + 1)))


def test_without_the_token_of_the_page_nothing_happens():
    desk = Desk(Client(enforce_csrf_checks=True))
    assert desk.upload(csv_bytes(rows_of(1))).status_code == 403
    assert desk.post("kolommen/").status_code in (403, 410)
    assert ImportDraft.objects.count() == 0


def test_at_most_ten_lists_an_hour(desk):
    for _ in range(10):
        desk.offer(rows_of(1))
    page = desk.upload(csv_bytes(rows_of(1)))
    assert page.status_code == 429 and int(page["Retry-After"]) > 3000
    assert Desk(Client()).upload(csv_bytes(rows_of(1))).status_code == 302


# --- neighbours -------------------------------------------------------------------------------------------------------

STEPS = ["", "kolommen/", "controle/", "bevestigen/", "klaar/", "terug/"]


@pytest.mark.parametrize("step", STEPS)
def test_another_organisations_desk_a_member_and_a_stranger_find_nothing(desk, step):
    desk.offer(rows_of(1))
    other = factories.clerk(factories.organisation())
    member = factories.membership(None, desk.organisation).user
    for user in (other, member):
        desk.client.force_login(user)
        assert {desk.get(step).status_code, desk.post(step).status_code} in ({404}, {404, 405})
    desk.client.logout()
    sent = desk.get(step) if step == "klaar/" else desk.post(step)
    assert sent.status_code == 302 and "/account/login/" in sent.url
