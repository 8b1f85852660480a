"""What a list holds besides what we use is nowhere, at no step; what we use can be read by nobody else, for an hour."""

import logging
import os
import tempfile
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.utils import timezone

from courses.members.importing import drafting
from courses.members.importing.drafting import Draft, DraftGone, change_draft, keep_draft, open_draft
from courses.members.importing.models import ImportDraft, ImportUndo
from courses.members.models import Membership
from courses.members.reading.columns import KeptTable
from courses.sealing import unseal
from elearning.housekeeping import tidy
from tests import factories
from tests.courses.members.factories import csv_bytes, ods_bytes, xlsx_bytes
from tests.courses.overview.importing import Desk, text

pytestmark = pytest.mark.django_db

CANARY = "Kanariegeel"
HEADER = ["Naam", "E-mailadres", "Functie", "Fractie", "Geboortedatum", "BSN", "Opmerking"]


def rows_with_canaries():
    unwanted = [f"{CANARY}{column}" for column in ("fractie", "geboren", "bsn", "opmerking")]
    kept = ["Noor Zilverreiger", "noor.zilverreiger@voorbeeldstad.example", "raadslid"]
    return [HEADER, [*kept, *unwanted], ["Sam Zilverreiger", "geen adres", "raadslid", *unwanted]]


@pytest.fixture
def everywhere(tmp_path, monkeypatch, caplog):
    """A function that gives everything that is kept anywhere, as one text."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)

    def gather():
        found = [caplog.text, repr(getattr(cache, "_cache", "")), *(str(message.message()) for message in mail.outbox)]
        for table in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [
                    value.decode("latin-1") if isinstance(value, bytes) else str(value)
                    for row in cursor.fetchall()
                    for value in (bytes(one) if isinstance(one, memoryview) else one for one in row)
                ]
        found += [str(session.get_decoded()) for session in Session.objects.all()]
        found += [
            Path(folder, name).read_bytes().decode("latin-1")
            for folder, _d, names in os.walk(tmp_path)
            for name in names
        ]
        found += [str(default_storage.listdir(""))]
        return "\n".join(found)

    return gather


def opened(desk):
    """What is in the draft, as only the clerk's own browser can open it; "" when there is none."""
    row, cookie = ImportDraft.objects.first(), desk.client.cookies.get("lijst")
    return str(unseal(bytes(row.sealed), purpose=drafting.PURPOSE, secret=cookie.value)) if row else ""


def steps(desk, offer):
    """Every step of the way, one after the other; each gives its response."""
    yield offer()
    yield desk.get("kolommen/")
    yield desk.post("kolommen/")
    yield desk.post("kolommen/", **{"k-D": "office", "k-C": "-"})
    yield desk.get("controle/")
    yield desk.check(r3_email="nog geen")
    yield desk.check(r3_over="on")
    yield desk.get("bevestigen/")
    yield desk.post("bevestigen/", gezien="anders")
    yield desk.confirm()
    yield desk.get("klaar/")
    yield desk.post("terug/")
    yield desk.get()


@pytest.mark.parametrize("form", [csv_bytes, xlsx_bytes, ods_bytes, "pasted"])
def test_what_we_do_not_use_is_nowhere_at_any_step(client, everywhere, form):
    desk, rows = Desk(client), rows_with_canaries()

    def offer():
        if form == "pasted":
            return desk.post(plak="\n".join("\t".join(row) for row in rows))
        return desk.upload(form(rows))

    number = 0
    for number, response in enumerate(steps(desk, offer), start=1):
        assert response.status_code in (200, 302)
        assert CANARY not in opened(desk), f"step {number}"
        assert CANARY not in text(response), f"step {number}"
        assert CANARY not in everywhere(), f"step {number}"
    assert number == 13 and Membership.objects.count() == 0


def test_what_we_use_is_readable_nowhere_before_it_is_confirmed(client, everywhere):
    desk = Desk(client)
    for number, _response in zip(
        range(9), steps(desk, lambda: desk.upload(csv_bytes(rows_with_canaries()))), strict=False
    ):
        assert "zilverreiger" not in everywhere().lower(), f"step {number}"
    assert ImportDraft.objects.exists()


def test_a_list_that_is_refused_leaves_nothing(client, everywhere):
    desk = Desk(client)
    unwanted = [f"{CANARY} {n}" for n in range(4)]
    for data in (
        csv_bytes([["Kop", "Andere"], ["Noor", CANARY], unwanted]),
        csv_bytes(
            [HEADER, *([f"Lid {b}", f"l{b}@v.example", b, *unwanted] for b in ("111222333", "123456782", "987654329"))]
        ),
        b"PK\x03\x04" + CANARY.encode() * 50,
        b'Naam;E-mail\n"' + CANARY.encode(),
    ):
        assert desk.upload(data).status_code == 200
        assert CANARY not in everywhere()


def test_an_error_on_the_way_leaves_nothing_in_the_log(client, everywhere, monkeypatch):
    desk = Desk(client)
    desk.client.raise_request_exception = False

    def broken(*_args, **_kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("courses.overview.lists.forms.keep_columns", broken)
    assert desk.upload(csv_bytes(rows_with_canaries())).status_code == 500
    found = everywhere()
    assert "broken on purpose" in found and CANARY not in found and "Zilverreiger" not in found


# --- an hour ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def later(monkeypatch):
    """Moves the clock of the wizard; the session goes on."""

    def move(**by):
        clock = SimpleNamespace(now=lambda: timezone.now() + timedelta(**by))
        monkeypatch.setattr("courses.overview.lists.views.timezone", clock)

    return move


def test_after_an_hour_nothing_can_be_read_although_the_row_is_there(client, later):
    desk = Desk(client)
    desk.offer(rows_with_canaries())
    later(minutes=59)
    assert "Zilverreiger" in text(desk.get("controle/"))
    later(minutes=60, seconds=1)
    assert ImportDraft.objects.exists()
    for step in ("kolommen/", "controle/", "bevestigen/"):
        for page in (desk.get(step), desk.post(step)):
            assert page.status_code == 410 and "Zilverreiger" not in text(page)
            assert "niets opgeslagen" in text(page)
    assert "Ga daarmee verder" not in text(desk.get())


def test_no_change_makes_the_hour_longer_and_no_change_of_the_row_either(client, later):
    desk = Desk(client)
    desk.offer(rows_with_canaries())
    later(minutes=59)
    assert desk.check(r3_over="on").status_code == 302
    ImportDraft.objects.update(expires_at=timezone.now() + timedelta(days=9))
    later(minutes=61)
    assert desk.get("controle/").status_code == 410


def test_the_tick_and_the_next_list_throw_away_what_is_older(client):
    desk, now = Desk(client), timezone.now()
    desk.offer(rows_with_canaries())
    assert tidy(now=now + timedelta(minutes=59)) == 0 and ImportDraft.objects.exists()
    assert tidy(now=now + timedelta(minutes=61)) == 1 and not ImportDraft.objects.exists()


def test_confirming_throws_the_draft_away(client):
    desk = Desk(client)
    desk.offer(rows_with_canaries())
    desk.check(r3_over="on"), desk.confirm()
    assert not ImportDraft.objects.exists() and "lijst" not in {n for n, c in client.cookies.items() if c.value}


def test_only_the_browser_that_offered_it_opens_a_list(client):
    desk = Desk(client)
    desk.offer(rows_with_canaries())
    cookie = client.cookies["lijst"]
    assert cookie["httponly"] and cookie["path"] == desk.root and cookie["max-age"] == 3600
    elsewhere = Desk(Client(), desk.organisation, desk.clerk)
    assert elsewhere.get("controle/").status_code == 410
    colleague = Desk(Client(), desk.organisation)
    colleague.client.cookies["lijst"] = cookie.value
    assert colleague.get("controle/").status_code == 410


def test_the_row_alone_opens_nothing(client):
    desk, now = Desk(client), timezone.now()
    desk.offer(rows_with_canaries())
    row = ImportDraft.objects.get()
    with pytest.raises(DraftGone):
        open_draft(organisation=desk.organisation, by=desk.clerk, token=row.token_hash, now=now)
    assert drafting.PURPOSE not in bytes(row.sealed).decode()


def test_a_draft_of_one_desk_is_not_one_of_another(db):
    clerk = factories.clerk(one := factories.organisation())
    two = factories.organisation()
    now = timezone.now()
    token = keep_draft(organisation=one, by=clerk, draft=Draft(KeptTable({}, {}, [])), now=now)
    with pytest.raises(DraftGone):
        change_draft(organisation=two, by=clerk, token=token, draft=Draft(KeptTable({}, {}, [])), now=now)


# --- other organisations ----------------------------------------------------------------------------------------------


def test_who_is_known_elsewhere_is_one_person_and_neither_desk_sees_the_other(client):
    elsewhere = factories.membership(
        factories.person("noor.zilverreiger@voorbeeldstad.example", name="N. Elders"), office="wethouder"
    )
    desk = Desk(client)
    desk.offer(rows_with_canaries()[:2])
    pages = [text(desk.get("controle/")), text(desk.get("bevestigen/"))]
    unknown = Desk(Client())
    unknown.offer([HEADER, ["Noor Zilverreiger", "onbekend@voorbeeldstad.example", "raadslid", "", "", "", ""]])
    assert "1 lid is nieuw" in text(unknown.get("controle/")) and "1 lid is nieuw" in pages[0]
    desk.confirm()
    pages += [text(desk.get("klaar/"))]
    for page in pages:
        assert "Elders" not in page and "wethouder" not in page and elsewhere.organisation.name not in page
    here = Membership.objects.get(organisation=desk.organisation)
    assert here.user == elsewhere.user and here.name == "Noor Zilverreiger"
    elsewhere.user.refresh_from_db()
    assert elsewhere.user.name == "N. Elders"


def test_what_can_be_taken_back_is_sealed_and_gone_after_a_day(client, everywhere):
    desk, now = Desk(client), timezone.now()
    member = factories.membership(
        factories.person("noor.zilverreiger@voorbeeldstad.example", name="Noor Oudezwaan"), desk.organisation
    )
    desk.offer(rows_with_canaries()[:2]), desk.check(), desk.confirm()
    member.user.delete()
    assert ImportUndo.objects.exists() and "Oudezwaan" not in everywhere()
    tidy(now=now + timedelta(hours=23))
    assert ImportUndo.objects.exists()
    tidy(now=now + timedelta(hours=25))
    assert not ImportUndo.objects.exists()
