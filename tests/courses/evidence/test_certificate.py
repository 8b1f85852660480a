"""The certificate: only one's own, of that day, with or without the library that makes PDFs."""

import re
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from content.editions.documents import digest
from content.editions.models import Frozen
from courses.evidence import pdf
from courses.evidence.verifying import verify_completion
from courses.learning.models import Completion
from courses.members.models import Membership
from tests import factories
from tests.courses.evidence.unpacking import unpacked
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 12)


@pytest.fixture
def done():
    """A completion with a sound receipt, of a councillor on 12 May 2026."""
    edition = planned.edition(planned.module(), 2026, steps=[("lesson", "Les", 5, 3), ("quiz", "Vragen", 4, 1)])
    membership = factories.membership(
        factories.person(name="Noor de Wit"), factories.organisation(name="Voorbeeldstad"), start=date(2025, 3, 26)
    )
    at = timezone.make_aware(timezone.datetime(2026, 5, 12, 21, 30))
    receipt = {
        "v": 1,
        "reference": "2026-K7Q4-9MTD",
        "edition": edition.pk,
        "edition_digest": edition.frozen_id,
        "module": edition.module_id,
        "year": 2026,
        "steps": [{"position": s.position, "page": s.page_id, "digest": s.frozen_id} for s in edition.steps.all()],
        "questions": [],
        "rules": [],
        "completed_at": at.isoformat(timespec="seconds"),
    }
    return Completion.objects.create(
        user=membership.user,
        edition=edition,
        module=edition.module,
        completed_at=at,
        completed_on=DAY,
        reference="2026-K7Q4-9MTD",
        receipt=receipt,
        digest=digest(receipt),
    )


def url(completion, name="certificate"):
    return reverse(f"evidence:{name}", args=[completion.edition_id])


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_it_names_person_office_organisation_day_and_reference(client, done):
    client.force_login(done.user)
    text = text_of(client.get(url(done)))
    for said in ("Noor de Wit", "raadslid", "Voorbeeldstad", "12 mei 2026", "2026-K7Q4-9MTD", "certificaat 2026"):
        assert said in text
    assert "21:30" not in text


@pytest.mark.parametrize("name", ["certificate", "pdf"])
def test_another_persons_does_not_exist(client, done, name):
    client.force_login(factories.clerk(done.user.memberships.get().organisation))
    assert client.get(url(done, name)).status_code == 404
    client.force_login(factories.membership().user)
    assert client.get(url(done, name)).status_code == 404
    client.logout()
    assert client.get(url(done, name)).status_code == 302


def test_later_years_and_later_mandates_leave_it_as_it_was(client, done):
    client.force_login(done.user)
    before = text_of(client.get(url(done)))
    Membership.objects.update(end=date(2026, 12, 31))
    factories.membership(
        done.user, factories.organisation(name="Andersdam"), start=date(2027, 1, 1), name="Noor de Wit"
    )
    planned.complete(done.user, planned.edition(done.module, 2027), on=date(2027, 5, 1))
    assert text_of(client.get(url(done))) == before


def test_it_names_every_mandate_of_that_day(client, done):
    factories.membership(done.user, factories.organisation(name="Laagland"), start=DAY, name="Noor de Wit")
    factories.membership(
        done.user, factories.organisation(name="Te Laat"), start=DAY + timedelta(days=1), name="Noor de Wit"
    )
    client.force_login(done.user)
    text = text_of(client.get(url(done)))
    assert "Laagland" in text
    assert "Te Laat" not in text


def test_a_leaver_keeps_it(client, done):
    Membership.objects.update(end=DAY)
    client.force_login(done.user)
    assert client.get(url(done)).status_code == 200


needs_pango = pytest.mark.skipif(not pdf.can_make_pdf(), reason="libpango is absent: no PDF can be made here")


@needs_pango
def test_the_pdf_is_tagged_and_says_its_language(client, done):
    client.force_login(done.user)
    response = client.get(url(done, "pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert "certificaat-2026.pdf" in response["Content-Disposition"]
    content = response.content
    assert content.startswith(b"%PDF-")
    content = unpacked(content)
    for mark in (b"/MarkInfo", b"/Marked true", b"/StructTreeRoot", b"/Lang (nl)", b"pdfuaid:part"):
        assert mark in content, mark


@needs_pango
def test_the_page_links_to_the_pdf(client, done):
    client.force_login(done.user)
    assert url(done, "pdf") in client.get(url(done)).content.decode()


def test_without_pango_the_page_says_why_there_is_no_pdf(client, done, monkeypatch):
    monkeypatch.setattr(pdf, "_weasyprint", lambda: None)
    client.force_login(done.user)
    page = client.get(url(done))
    assert url(done, "pdf") not in page.content.decode()
    assert "libpango" in text_of(page)
    refused = client.get(url(done, "pdf"))
    assert refused.status_code == 503
    assert "libpango" in text_of(refused)


class TestVerify:
    def run(self, reference, capsys):
        call_command("verify_completion", reference)
        return capsys.readouterr().out

    def test_a_sound_completion(self, done, capsys):
        said = self.run("2026-k7q4-9mtd ", capsys)
        assert "12-05-2026" in said
        assert "alle 3 documenten" in said

    def test_an_unknown_reference(self, done):
        with pytest.raises(CommandError, match="geen afronding"):
            call_command("verify_completion", "2026-XXXX-XXXX")

    def test_a_receipt_that_says_something_else(self, done):
        other = self.again(done, receipt=done.receipt | {"year": 2025}, digest=done.digest)
        found = verify_completion(reference=other.reference)
        assert found.receipt_differs
        assert found.fields_differ == ["reference", "year"]
        with pytest.raises(CommandError, match="controlesom"):
            call_command("verify_completion", other.reference)

    def test_a_document_that_was_changed_or_is_gone(self, done):
        tampered = Frozen.objects.create(digest="a" * 64, document={"v": 1, "text": "iets anders"})
        receipt = done.receipt | {"questions": [{"key": "x", "digest": tampered.pk}, {"key": "y", "digest": "b" * 64}]}
        other = self.again(done, receipt=receipt, digest=digest(receipt))
        found = verify_completion(reference=other.reference)
        assert (found.receipt_differs, found.changed, found.missing) == (False, ["a" * 64], ["b" * 64])
        with pytest.raises(CommandError, match="ontbreekt"):
            call_command("verify_completion", other.reference)

    def again(self, done, **fields):
        """The same completion written anew, as the database refuses to change one."""
        values = {
            "user": done.user,
            "edition": done.edition,
            "module": done.module,
            "completed_at": done.completed_at,
            "completed_on": done.completed_on,
            "reference": "2026-TEST-TEST",
            **fields,
        }
        done.delete()
        return Completion.objects.create(**values)
