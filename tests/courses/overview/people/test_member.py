"""One member ends, is away, is exempt or is corrected: the new date is told before anything is kept."""

import pytest

from courses.members.models import Absence
from courses.planning.models import Exemption
from tests.courses.overview.people.desk import DAY, TODAY, in_full, words_of

pytestmark = pytest.mark.django_db


def test_before_it_is_pressed_the_page_says_the_new_date_and_nothing_is_kept(desk):
    before = desk.member.assignments.get().due
    fields = {"start": TODAY.isoformat(), "end": (TODAY + 9 * DAY).isoformat()}
    page = desk.act("afwezig", sure=False, **fields)
    assert f"Klaar vóór wordt {in_full(before + 10 * DAY)}" in words_of(page)
    assert not Absence.objects.exists() and desk.logged() == []
    page = desk.act("afwezig", **fields)
    assert "bewaard" in words_of(page)
    assert desk.member.assignments.get().due == before + 10 * DAY and desk.logged() == ["paused"]


def test_an_absence_can_be_changed_and_taken_away(desk):
    desk.act("afwezig", start=TODAY.isoformat())
    absence = Absence.objects.get()
    page = desk.get("member", desk.member.pk, wijzig=absence.pk).content.decode()
    assert f'name="line" value="{absence.pk}"' in page and f'value="{TODAY.isoformat()}"' in page
    desk.act("afwezig", line=absence.pk, start=(TODAY + DAY).isoformat(), end=(TODAY + DAY).isoformat())
    changed = Absence.objects.get()
    assert (changed.start, changed.end) == (TODAY + DAY, TODAY + DAY)
    desk.act("afwezig-weg", line=changed.pk)
    assert not Absence.objects.exists()


def test_days_may_be_written_by_hand(desk):
    desk.act("afwezig", start=f"{TODAY:%d-%m-%Y}", end=f"{TODAY:%d.%m.%Y}")
    assert Absence.objects.get().end == TODAY


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("afwezig", {"start": ""}, "Vul de eerste dag in"),
        ("afwezig", {"start": "31-02-2027"}, "bestaat niet"),
        ("afwezig", {"start": "2027-05-02", "end": "2027-05-01"}, "vóór de eerste dag"),
        ("einde", {"last_day": ""}, "Vul de laatste dag in"),
        ("einde", {"last_day": "01-01-2001"}, "vóór de eerste dag"),
        ("gegevens", {"surname": "", "office": "raadslid", "start": "2020-01-01"}, "Vul de achternaam in"),
        ("gegevens", {"surname": "<b>", "office": "raadslid", "start": "2020-01-01"}, "geen naam"),
        ("gegevens", {"surname": "Wit", "office": "statenlid", "start": "2020-01-01"}, "Kies"),
        ("niet-van-toepassing", {"programme": "999", "start": "2027-01-01"}, "Kies"),
    ],
)
def test_what_cannot_be_is_refused_in_words_with_what_was_filled_in(desk, act, fields, said):
    for sure in (False, True):
        page = desk.act(act, sure=sure, **fields)
        assert page.status_code == 200 and "<title>Fout:" in page.content.decode()
        assert said.casefold() in words_of(page).casefold()
    desk.member.refresh_from_db()
    assert desk.member.end is None and desk.member.name == "Noor de Wit"
    assert not Absence.objects.exists() and desk.logged() == []


def test_an_end_says_what_stops_and_closes_what_was_asked(desk):
    last = TODAY - DAY
    page = words_of(desk.act("einde", sure=False, last_day=last.isoformat()))
    assert f"is lid tot en met {in_full(last)}" in page and f"Vanaf {in_full(TODAY)}" in page
    assert "wordt niet meer gevraagd" in page
    desk.act("einde", last_day=last.isoformat())
    desk.member.refresh_from_db()
    assert desk.member.end == last and desk.member.assignments.get().closed_reason == "membership_ended"


def test_a_correction_keeps_the_account(desk):
    page = desk.get("member", desk.member.pk).content.decode()
    for value in ("Noor", "de", "Wit"):
        assert f'value="{value}"' in page
    desk.act("gegevens", given_name="Noor", prefix="van den", surname="Heuvel", office="raadslid",
             start=desk.member.start.isoformat())  # fmt: skip
    desk.member.refresh_from_db()
    assert desk.member.sort_name == "Heuvel, Noor van den" and desk.member.user.name == "Noor de Wit"


def test_not_applicable_and_again(desk):
    desk.act("niet-van-toepassing", programme=desk.programme.pk, start=TODAY.isoformat())
    assert desk.member.assignments.get().closed_reason == "exempt"
    desk.act("wel-van-toepassing", line=Exemption.objects.get().pk)
    assert desk.member.assignments.get().closed_on is None and desk.logged() == ["exempted", "exempted"]
