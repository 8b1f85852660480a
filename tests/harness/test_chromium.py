"""The browser of the tests: a phone in Dutch on the live site, that cannot leave it."""

from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from tests.harness import chromium as harness
from tests.harness.checkers import axe_violations, html_errors
from tests.harness.tools import MissingTool

pytestmark = pytest.mark.browser
PAGE = "<!doctype html><html lang=nl><title>Proef</title><h1>Proef</h1>%s"


def inside(request):
    return HttpResponse(PAGE % f"<p>{request.headers['Accept-Language']}</p>")


def outside(request):
    return HttpResponse(PAGE % "<img alt='' src='http://elders.example/pixel.png'>")


def wrong(request):
    return HttpResponse(PAGE % "<img src='/geen.png'>")


def rows(request):
    """How many sessions the server's own thread finds."""
    from django.contrib.sessions.models import Session

    return HttpResponse(PAGE % f"<p>{Session.objects.count()}</p>")


urlpatterns = [path("binnen/", inside), path("buiten/", outside), path("rijen/", rows), path("fout/", wrong)]
bare = override_settings(ROOT_URLCONF=__name__)


def test_a_page_is_a_phone_in_dutch(page):
    with bare:
        page.goto("/binnen/")
    assert page.get_by_role("heading", name="Proef").is_visible()
    assert "nl-NL" in page.content()
    assert page.viewport_size == {"width": 360, "height": 740}


def test_a_request_to_another_host_is_refused_and_fails_the_test(browser, site):
    with pytest.raises(harness.WentOutside, match="elders.example/pixel.png"):
        with harness.contexts(browser, site) as make, bare:
            # the site's own policy would stop the picture before it is asked for
            make(bypass_csp=True).new_page().goto("/buiten/", wait_until="load")


@pytest.mark.parametrize("turn", [1, 2])
def test_the_server_sees_what_the_test_wrote_and_nothing_of_the_test_before(page, turn):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    with bare:
        page.goto("/rijen/")
        assert page.get_by_role("paragraph").inner_text() == "0"
        Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
        page.reload()
        assert page.get_by_role("paragraph").inner_text() == "1"


def test_axe_and_nu_see_what_is_wrong_and_only_that(page):
    with bare:
        page.goto("/binnen/")
        assert axe_violations(page, tags=("wcag2a",)) == []
        page.goto("/fout/")
        assert any("image-alt" in found for found in axe_violations(page, tags=("wcag2a",)))
    assert html_errors("<!doctype html><html lang=nl><title>Proef</title><h1>Proef</h1>") == []
    assert "document 2" in html_errors("<!doctype html><html lang=nl><title>P</title>", "<!doctype html><p><div>")[0]


def test_without_chromium_the_reason_is_said(monkeypatch):
    monkeypatch.setattr(harness, "chromium", lambda: None)
    with pytest.raises(MissingTool, match="tests.harness.tools"):
        harness.launch(SimpleNamespace(chromium=None))
