"""When something does not go well; and help, which has to work when nothing else does."""

from contextlib import contextmanager
from unittest import mock

from django.db import OperationalError

from content.help.documents import starter
from courses.members.local.texts import fragments_of
from tests.elearning.factories import LOGIN
from tests.look.screens import case

READS = "courses.planning.views.selectors.overview_of"


@case("400.html", "error", status=400)
def _(stage):
    return stage.as_(headers={"host": "elders.example"}).get("/leren/")


@case("403.html", "error", status=403)
def _(stage):
    # the views of the house answer 404 or send one on; only a library may raise this
    from django.core.exceptions import PermissionDenied

    with mock.patch(READS, side_effect=PermissionDenied):
        return stage.get(stage.fresh, "/leren/")


@case("403_csrf.html", "error", status=403)
def _(stage):
    return stage.as_(enforce_csrf_checks=True).post(LOGIN, {"email": "x"})


@case("403_csrf.html", "with an answer", status=403)
def _(stage):
    client = stage.as_(stage.fresh, enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    return client.post(stage.page(stage.starter, "4/vraag/1/"), {"turn": "x", "answer": "bellen"})


@case("404.html", "error", status=404, picture=True)
def _(stage):
    return stage.get(stage.fresh, "/leren/999999/")


@case("429.html", "error", status=429)
def _(stage):
    client = stage.as_()
    for _number in range(3):
        client.post(LOGIN, {"email": stage.fresh.email})
    return client.post(LOGIN, {"email": stage.fresh.email})


@case("500.html", "error", status=500)
def _(stage):
    with mock.patch(READS, side_effect=RuntimeError("for a case")):
        return stage.get(stage.fresh, "/leren/")


@case("503.html", "error", status=503)
def _(stage):
    with mock.patch(READS, side_effect=OperationalError("for a case")):
        return stage.get(stage.fresh, "/leren/")


@case("content/help/page.html", "filled", picture=True)
def _(stage):
    return stage.get(None, "/hulp/")


@case("content/help/page.html", "not there", status=404)
def _(stage):
    return stage.get(None, "/hulp/bestaat-niet/")


@case("content/help/situation.html", "filled", picture=True)
def _(stage):
    """The longest; the others are drawn too, so that each drawing was seen by a case."""
    pages = [stage.get(None, f"/hulp/{one['key']}/") for one in starter()["situations"]]
    return max(pages, key=lambda page: len(page.content))


@case("content/help/situation.html", "own organisation")
def _(stage):
    with _known(stage.province):
        return stage.get(stage.states_member, "/hulp/telefoon/")


@case("content/help/page.html", "own organisation")
def _(stage):
    with _known(stage.council):
        return stage.get(stage.fresh, "/hulp/")


@contextmanager
def _known(organisation):
    """As if the thread that asks for the numbers saw this stage, which is never committed."""
    with mock.patch("elearning.help.contacts_of", lambda session: fragments_of([organisation])["help:local"]):
        yield
