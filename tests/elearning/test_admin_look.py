"""The admin looks like the site: its mark, its colours, its order, and what to do first."""

import pytest

from tests.elearning.factories import manager, sign_in, trainer

pytestmark = pytest.mark.django_db


def start_of(client, user):
    sign_in(client, user.email)
    return client.get("/beheer/").content.decode()


def test_the_mark_and_the_colours_are_ours(client):
    page = start_of(client, trainer())
    assert 'aria-label="Weerbaar in het ambt"' in page and "elearning/css/beheer.css" in page
    assert "wagtailadmin/images/favicon.ico" not in page


def test_a_trainer_is_told_the_steps_and_led_to_where_they_are_done(client):
    page = start_of(client, trainer())
    assert "Een module schrijven" in page
    for address in ("/beheer/modules/", "/beheer/snippets/content/question/"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_modules_come_first_and_nothing_leads_to_another_site(client):
    page = start_of(client, manager())
    sidebar = page[page.index("wagtail-sidebar-props") :]
    sidebar = sidebar[: sidebar.index("</script>")]
    places = [sidebar.index(f'"{name}"') for name in ("modules", "explorer", "vragen")]
    assert places == sorted(places)
    assert "https://" not in sidebar
