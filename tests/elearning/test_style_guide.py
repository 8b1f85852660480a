"""The style guide: whole, for developers only, and drawn without a fault."""

from pathlib import Path

import pytest
from django.conf import settings

from elearning.style_guide.specimens import SPECIMENS

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
#: Part of the frame of every page, so of the guide's own pages too.
FRAME = {"components/mark.html"}


@pytest.fixture(autouse=True)
def developing(settings):
    settings.DEMO = True


def addresses():
    return [f"/stijlgids/{one.slug}/{state}/" for one in SPECIMENS for state in one.states]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/stijlgids/", *addresses()])
def test_every_state_is_drawn(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert "[[" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/stijlgids/bestaat-niet/", "/stijlgids/status/bestaat-niet/"])
def test_what_does_not_exist_is_a_404(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_outside_development_there_is_no_style_guide(client, settings):
    settings.DEMO = False
    for address in ("/stijlgids/", "/stijlgids/status/"):
        assert client.get(address).status_code == 404


def test_every_component_stands_in_the_guide():
    on_disk = {f"components/{file.name}" for file in COMPONENTS.glob("*.html")}
    shown = {one.template for one in SPECIMENS}
    # what another specimen's partial includes is drawn with it
    inside = {name for name in on_disk for one in SPECIMENS if name in source_of(one.template)}
    assert on_disk - shown - inside - FRAME == set()


def source_of(template):
    return (COMPONENTS.parent / template).read_text(encoding="utf-8")


@pytest.mark.django_db
def test_the_layout_of_mails_is_shown_with_its_own_style_and_nothing_else(client):
    response = client.get("/stijlgids/brief/")
    assert "482913" in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert "style-src 'unsafe-inline'" in policy and "script-src 'self'" in policy
    assert "unsafe-inline" not in client.get("/stijlgids/")["Content-Security-Policy"]


@pytest.mark.django_db
def test_outside_development_there_is_no_mail_to_look_at(client, settings):
    settings.DEMO = False
    assert client.get("/stijlgids/brief/").status_code == 404
