"""The own organisation stands inside the lesson, with the day that it was checked."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.members import scope
from courses.members.local import texts
from courses.members.models import Kind, LocalContact, Organisation
from tests import factories as people
from tests.courses.learning import factories

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 20)


def fragments(user, on=DAY):
    return texts.fragments(scope.mandates(user=user, on=on), on=on)


def test_the_lesson_shows_the_own_contact_and_protocol(walker, member):
    factories.with_contacts(member.memberships.get().organisation, verified_on=timezone.localdate())
    walker.begin(1)
    assert "Bij uw gemeente" in walker.html and "Melden doet u bij" in walker.html
    assert '<a href="tel:0123456789">0123 - 45 67 89</a>, ook ’s avonds' in walker.html
    assert "Een raadslid meldt altijd." in walker.html and "artikel 4" in walker.html
    assert "[[" not in walker.html


def test_another_organisations_contact_is_never_shown(walker):
    factories.with_contacts(people.organisation())
    walker.begin(1)
    assert "Hanna Brink" not in walker.html
    assert "Hier is nog niet ingevuld wie u belt. Vraag het uw griffier" in walker.html


def test_when_it_was_checked_and_when_that_is_long_ago():
    organisation = factories.with_contacts(people.organisation(), verified_on=DAY - timedelta(days=180))
    member = factories.a_member(organisation)
    shown = fragments(member)["contact:report"]
    assert "Nagekeken op 24 mei 2026." in shown and "half jaar" not in shown
    for name in ("contact:report", "protocol:report"):
        assert "Dat is meer dan een half jaar geleden." in fragments(member, DAY + timedelta(days=1))[name]


def test_each_kind_has_its_own_words():
    for kind, here, ask in (
        (Kind.MUNICIPALITY, "Bij uw gemeente", "uw griffier"),
        (Kind.PROVINCE, "Bij uw provincie", "uw griffier"),
        (Kind.WATER_AUTHORITY, "Bij uw waterschap", "uw secretaris"),
    ):
        member = people.membership(None, people.organisation(kind=kind)).user
        shown = fragments(member)["contact:chair"]
        assert here in shown and ask in shown


def test_two_mandates_show_both_organisations():
    member = factories.a_member(factories.with_contacts(people.organisation()))
    people.membership(member, people.organisation(kind=Kind.WATER_AUTHORITY))
    shown = fragments(member)["contact:report"]
    assert "Bij uw gemeente" in shown and "Bij uw waterschap" in shown


def test_one_organisation_with_two_mandates_is_shown_once():
    organisation = factories.with_contacts(people.organisation())
    member = factories.a_member(organisation)
    people.membership(member, organisation, start=date(2026, 5, 1), office="wethouder")
    assert fragments(member)["contact:report"].count("Hanna Brink") == 1


def test_a_second_contact_is_for_when_the_first_is_away():
    organisation = factories.with_contacts(people.organisation())
    LocalContact.objects.create(
        organisation=organisation, kind="report", position=1, name="Ruben Smit", phone="0123-1", verified_on=DAY
    )
    shown = fragments(factories.a_member(organisation))["contact:report"]
    assert shown.index("Hanna Brink") < shown.index("Niet bereikbaar? Dan") < shown.index("Ruben Smit")


def test_a_hit_costs_no_query_and_a_change_is_seen_at_once():
    organisation = factories.with_contacts(people.organisation())
    mandates = list(scope.mandates(user=factories.a_member(organisation), on=DAY))
    first = texts.fragments(mandates, on=DAY)
    with CaptureQueriesContext(connection) as queries:
        assert texts.fragments(mandates, on=DAY) == first
    assert len(queries) == 0
    LocalContact.objects.filter(organisation=organisation).update(name="Joke Vos")
    Organisation.objects.filter(pk=organisation.pk).update(local_version=1)
    mandates[0].organisation.refresh_from_db()
    assert "Joke Vos" in texts.fragments(mandates, on=DAY)["contact:report"]


def test_what_a_clerk_typed_is_text():
    organisation = factories.with_contacts(people.organisation())
    LocalContact.objects.update(name="<script>alert(1)</script>", phone='"><b>')
    shown = fragments(factories.a_member(organisation))
    assert "<script" not in shown["contact:report"] and "<b>" not in shown["contact:report"] + shown["card:numbers"]


def test_the_numbers_on_the_result_page(walker, member):
    factories.with_contacts(member.memberships.get().organisation)
    walker.finish_lesson()
    walker.finish_dilemma()
    walker.finish_quiz()
    html = walker.get("klaar/").html
    assert '<a href="tel:0123456789">' in html and 'href="/leren/kaart/"' in html


def test_the_card_begins_with_where_to_report_and_names_everybody_once():
    organisation = people.organisation()
    for kind, name, phone in (
        ("adviser", "Ineke Vos", "0123 - 45 67 81"),
        ("clerk", "Hanna Brink", "0123 - 45 67 89"),
        ("report", "Hanna Brink", "0123 - 45 67 89"),
        ("police", "Wijkteam", ""),
    ):
        LocalContact.objects.create(organisation=organisation, kind=kind, name=name, phone=phone, verified_on=DAY)
    card = texts.fragments_of([organisation], on=DAY)["card:numbers"]
    assert re.findall("Hanna Brink|Ineke Vos|Wijkteam", card) == ["Hanna Brink", "Ineke Vos"]
