"""Wagtail's admin: whom it lets in, through which door, and that it asks nothing of the outside."""

import re
from urllib.parse import urlsplit

import pytest

from tests.elearning.factories import clerk, manager, member, sign_in, trainer

pytestmark = pytest.mark.django_db
LOADS = r"""<(?:script|img|link|iframe|source|form)\b[^>]*?\b(?:src|href|srcset|action)=["']([^"']+)"""
SCREENS = ["/beheer/", "/beheer/pages/", "/beheer/images/", "/beheer/account/", "/beheer/reports/site-history/"]


def test_its_login_is_the_sites_own(client):
    response = client.get("/beheer/pages/", follow=True)
    assert [status for _, status in response.redirect_chain] == [302, 302]
    assert urlsplit(response.redirect_chain[-1][0]).path == "/account/login/"
    user = trainer()
    assert sign_in(client, user.email, next_="/beheer/pages/")["Location"] == "/beheer/pages/"


@pytest.mark.parametrize("address", ["/beheer/login/?next=/beheer/", "/beheer/password_reset/"])
def test_there_is_no_other_way_in(client, address):
    response = client.get(address)
    assert response.status_code in (302, 404) and "password" not in response.content.decode()


@pytest.mark.parametrize("make", [trainer, manager])
def test_trainers_and_managers_come_in(client, make):
    sign_in(client, make().email)
    assert client.get("/beheer/").status_code == 200


@pytest.mark.parametrize("make", [clerk, member])
def test_a_clerk_or_member_finds_nothing_there(client, make):
    sign_in(client, make().email)
    for screen in SCREENS:
        assert client.get(screen, follow=True).status_code == 404
        assert client.post(screen, follow=True).status_code in (403, 404)


@pytest.mark.parametrize("make", [trainer, manager])
@pytest.mark.parametrize("screen", ["users/", "groups/", "users/add/", "snippets/courses/membership/"])
def test_nobody_sees_people_there(client, make, screen):
    sign_in(client, make().email)
    response = client.get(f"/beheer/{screen}", follow=True)
    assert response.status_code == 404 or response.redirect_chain[-1][0] == "/beheer/"


def test_no_screen_asks_the_outside_for_anything(client):
    sign_in(client, manager().email)
    for screen in SCREENS:
        response = client.get(screen)
        assert response.status_code == 200, screen
        page = response.content.decode()
        loads = re.findall(LOADS, page)
        assert loads and not [address for address in loads if urlsplit(address).netloc]
        for outside in ("gravatar", "releases.wagtail.org", "googleapis", "cdn."):
            assert outside not in page
