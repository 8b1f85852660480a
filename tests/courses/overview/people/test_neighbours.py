"""Members of another desk do not exist here, and asking for a page changes nobody."""

import pytest

from courses.members.models import Absence, Membership
from courses.planning.models import Exemption
from tests import factories
from tests.courses.overview.people.desk import DAY, NEW, PAGES, TODAY

pytestmark = pytest.mark.django_db


def _address(desk, name):
    arguments = [desk.member.pk] if name in ("member", "successor", "member_act") else []
    return desk.url(name, *arguments, *(["einde"] if name == "member_act" else []))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["other clerk", "member", "former clerk", "future clerk", "superuser"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_desk_does_not_exist(client, desk, name, who, method):
    client.force_login(
        {
            "other clerk": lambda: factories.clerk(factories.organisation()),
            "member": lambda: desk.member.user,
            "former clerk": lambda: factories.clerk(desk.organisation, end=TODAY - DAY),
            "future clerk": lambda: factories.clerk(desk.organisation, start=TODAY + DAY),
            "superuser": lambda: factories.person(is_superuser=True, is_staff=True),
        }[who]()
    )
    fields = {**NEW, "start": TODAY.isoformat(), "last_day": TODAY.isoformat(), "zeker": "1"}
    response = getattr(client, method)(_address(desk, name), fields if method == "post" else {})
    wrong = (method, name) in {("post", "members"), ("post", "member")}
    assert response.status_code == (405 if wrong else 404)
    assert b"Noor" not in response.content
    desk.member.refresh_from_db()
    assert desk.member.end is None and Membership.objects.count() == 1


@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_signed_in_comes_to_the_door(client, desk, name):
    client.logout()
    method = client.post if name == "member_act" else client.get
    assert "/account/login/" in method(_address(desk, name))["Location"]


@pytest.mark.parametrize("name", ["member", "successor", "member_act"])
def test_a_member_of_another_organisation_is_not_here(desk, name):
    other = factories.membership(name="Kanarie Lid")
    address = desk.url(name, other.pk, *(["einde"] if name == "member_act" else []))
    fields = {**NEW, "last_day": TODAY.isoformat(), "zeker": "1"}
    for response in (desk.client.get(address), desk.client.post(address, fields)):
        assert response.status_code in (404, 405) and b"Kanarie" not in response.content
    other.refresh_from_db()
    assert other.end is None


def test_a_line_of_another_member_is_not_here(desk):
    other = factories.membership(organisation_=desk.organisation)
    absence = Absence.objects.create(membership=other, start=TODAY)
    exemption = Exemption.objects.create(membership=other, programme=desk.programme, start=TODAY)
    for act, line in (("afwezig-weg", absence), ("afwezig", absence), ("wel-van-toepassing", exemption)):
        fields = {"line": line.pk, "start": TODAY.isoformat()}
        assert desk.act(act, **fields).status_code == 404
    assert Absence.objects.get() == absence and Exemption.objects.get() == exemption


def test_asking_for_a_page_changes_nothing(desk):
    before = Membership.objects.values().get()
    for name in ("member_add", "member", "successor"):
        fields = {**NEW, "start": TODAY.isoformat(), "last_day": TODAY.isoformat(), "zeker": "1"}
        assert desk.client.get(_address(desk, name), fields).status_code == 200
    assert desk.client.get(_address(desk, "member_act")).status_code == 405
    assert desk.act("bestaat-niet").status_code == 404
    assert Membership.objects.values().get() == before and desk.logged() == []
