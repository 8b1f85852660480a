"""On a slow connection and a slow processor nothing moves while a page loads.

Layout shift is asserted, because it does not hang on this machine; the time of the largest paint does, so `make bench`
prints that.
"""

import pytest

from tests.look.test_keyboard import House
from tests.look.vitals import MOST_SHIFT, slow, vitals

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(client, settings, site):
    """The addresses of four first pages by name, and the cookie of the member whom they belong to."""
    house = House()
    client.force_login(house.member)
    client.post(f"/leren/{house.edition.pk}/1/")
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    cookie = {"name": session.key, "value": session.value, "url": site}
    edition = f"/leren/{house.edition.pk}/"
    return {"sign-in": "/account/login/", "overview": "/leren/", "cover": edition, "lesson": f"{edition}1/1/"}, cookie


def test_nothing_moves_while_it_loads(new_context, pages):
    addresses, cookie = pages
    shifts = {}
    for name, address in addresses.items():
        context = new_context()
        if name != "sign-in":
            context.add_cookies([cookie])
        page = context.new_page()
        slow(page)
        found = vitals(page, address)
        assert found.painted > 0, f"{name}: the browser measured nothing"
        shifts[name] = found.shift
    assert {name: shift for name, shift in shifts.items() if shift > MOST_SHIFT} == {}


def test_the_measurement_sees_what_moves(new_context, pages):
    page = new_context().new_page()
    moved = """<!DOCTYPE html><title>Proef</title><div id=top></div><h1>Kop</h1><p style="height: 300px">Tekst
        <script>setTimeout(() => { document.getElementById("top").style.height = "200px" }, 300)</script>"""
    page.route("**/beweegt/", lambda route: route.fulfill(body=moved, content_type="text/html"))
    assert vitals(page, "/beweegt/", settle=900).shift > MOST_SHIFT
