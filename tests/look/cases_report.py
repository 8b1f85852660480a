"""The report at the desk, the list with names apart from it, and the manager's table of coverage."""

from unittest import mock

from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from courses.evidence import pdf
from courses.overview.coverage import views as coverage_views
from courses.planning.exempting import exempt_member
from tests.courses.overview.countries import Country
from tests.courses.overview.freshness import show_again
from tests.look.cases_second_step import _passkey
from tests.look.screens import ADMIN, MAIL, PAPER, case
from tests.look.stage import LONG_NAME, TODAY, YEAR

REPORT, NAMES, AGAIN = "courses/overview/report.html", "courses/overview/names.html", "account/again.html"
DOOR = "/account/opnieuw/"


def _address(organisation, name=""):
    return f"/griffie/{organisation.code}/verslag/{name}"


def _report(stage, organisation, name="", **query):
    return stage.get(stage.clerks[organisation], _address(organisation, name), **query)


@case(REPORT, "filled", picture=True)
def _(stage):
    exempt_member(membership=stage.council.memberships.last(), programme=stage.programme, start=TODAY, today=TODAY)
    return _report(stage, stage.council)


@case(REPORT, "small numbers hidden")
def _(stage):
    return _report(stage, stage.village, klein="on")


@case(REPORT, "nobody")
def _(stage):
    return _report(stage, stage.no_members)


@case(REPORT, "two modules, long text")
def _(stage):
    return _report(stage, stage.province)


@case(REPORT, "no PDF here")
def _(stage):
    with mock.patch.object(pdf, "_weasyprint", return_value=None):
        return _report(stage, stage.council)


@case("courses/overview/report_nothing.html", "empty")
def _(stage):
    return _report(stage, stage.water)


@case("courses/overview/report_plain.html", "filled")
def _(stage):
    return _report(stage, stage.council, "kaal/", jaar=YEAR)


@case("courses/overview/report_plain.html", "long text")
def _(stage):
    return _report(stage, stage.province, "kaal/", jaar=YEAR, klein="on")


@case("courses/overview/report_pdf.html", "filled", kind=PAPER)
def _(stage):
    """The HTML that the PDF is made from, on its way to the printer."""
    with mock.patch.object(pdf, "_weasyprint") as printer:
        printer().HTML.return_value.write_pdf.return_value = b"%PDF"
        stage.as_(stage.clerks[stage.council]).post(_address(stage.council, "verslag.pdf"))
    return printer().HTML.call_args.kwargs["string"]


# --- names apart ------------------------------------------------------------------------------------------------------


@case(NAMES, "filled", picture=True)
def _(stage):
    return _report(stage, stage.council, "namen/")


@case(NAMES, "shown once more")
def _(stage):
    client = stage.as_(stage.clerks[stage.council])
    show_again(client, stage.council)
    return client.get(_address(stage.council, "namen/"))


@case(NAMES, "no list was made")
def _(stage):
    return stage.as_(stage.clerks[stage.council]).post(f"/griffie/{stage.council.code}/{YEAR}/lijst.csv", follow=True)


@case(NAMES, "two modules, long text")
def _(stage):
    return _report(stage, stage.province, "namen/")


def _asked(stage, organisation=None):
    organisation = organisation or stage.council
    client = stage.as_(stage.clerks[organisation])
    client.post(_address(organisation, "namen/"))
    return client


@case(AGAIN, "empty", picture=True)
def _(stage):
    return _asked(stage).get(DOOR)


@case(AGAIN, "code sent")
def _(stage):
    return _asked(stage).post(DOOR, {"action": "send"}, follow=True)


@case(AGAIN, "error")
def _(stage):
    client = _asked(stage)
    client.post(DOOR, {"action": "send"})
    return client.post(DOOR, {"code": "12"})


@case(AGAIN, "passkey that did not work")
def _(stage):
    client = _asked(stage)
    _passkey(stage.clerks[stage.council], LONG_NAME)
    assert Authenticator.objects.exists()
    return client.post(DOOR, {"credential": "{}"}, follow=True)


@case(AGAIN, "demo, long text")
def _(stage):
    client = _asked(stage, stage.province)
    client.post(DOOR, {"action": "send"})
    with override_settings(DEMO=True, EMAIL_FILE_PATH="/srv/weerbaar/" + "map" * 20):
        return client.get(DOOR)


def _letter(stage):
    mail.outbox.clear()
    _asked(stage).post(DOOR, {"action": "send"})
    return mail.outbox[-1]


@case("account/email/again.html", "filled", kind=MAIL)
def _(stage):
    return _letter(stage).alternatives[0][0]


@case("account/email/again.txt", "filled", kind=MAIL)
def _(stage):
    language = stage.language or "nl"
    return f"<!DOCTYPE html><html lang={language}><title>Tekst</title><pre>{_letter(stage).body}</pre></html>"


# --- the manager ------------------------------------------------------------------------------------------------------


@case("courses/overview/admin/coverage.html", "filled", kind=ADMIN)
def _(stage):
    with mock.patch.object(coverage_views, "coverage", return_value=Country(3).coverage):
        return stage.get(stage.manager, reverse("coverage"))


@case("courses/overview/admin/coverage.html", "nothing to show yet", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("coverage"))
