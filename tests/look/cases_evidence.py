"""The certificate, on screen and on paper."""

from unittest import mock

from courses.evidence import pdf
from tests.look.screens import PAPER, case

TEMPLATE = "courses/evidence/certificate.html"


def _address(edition, name=""):
    return f"/leren/bewijs/{edition.pk}/{name}"


@case(TEMPLATE, "filled", picture=True)
def _(stage):
    return stage.get(stage.done, _address(stage.starter))


@case(TEMPLATE, "two mandates")
def _(stage):
    return stage.get(stage.two_mandates, _address(stage.starter))


@case(TEMPLATE, "long text")
def _(stage):
    return stage.get(stage.long_name, _address(stage.long))


@case(TEMPLATE, "no PDF here")
def _(stage):
    with mock.patch.object(pdf, "_weasyprint", return_value=None):
        return stage.get(stage.done, _address(stage.starter))


@case("courses/evidence/certificate_pdf.html", "filled", kind=PAPER)
def _(stage):
    """The HTML that the PDF is made from, on its way to the printer."""
    with mock.patch.object(pdf, "_weasyprint") as printer:
        printer().HTML.return_value.write_pdf.return_value = b"%PDF"
        stage.get(stage.done, _address(stage.starter, "certificaat.pdf"))
    return printer().HTML.call_args.kwargs["string"]


@case(TEMPLATE, "own colour and logo")
def _(stage):
    return stage.get(stage.villagers[0], _address(stage.starter))
