"""What is made to be printed and filled in by hand: the member's card, and sheets for the council."""

from django.urls import reverse
from wagtail.models import Site

from content.blocks import CONTACTS
from content.packages.loose import load_loose
from content.packages.starter import STARTER
from content.sheets.pages import SheetPage
from courses.members.models import LocalContact
from tests.look.screens import case
from tests.look.stage import LONG_LINE, LONG_WORD, TODAY

CARD = "courses/members/card.html"
SHEET = "content/sheets/page.html"
PROTOCOL = "/model-agressieprotocol/"


def _open(stage):
    """The site at work: pages have an address."""
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="testserver", is_default_site=True)
    site.root_page = stage.home
    site.save()
    return stage


def _with_sheets(stage):
    load_loose(folder=STARTER / "bladen", parent=stage.home)
    return _open(stage)


# --- the card ---------------------------------------------------------------------------------------------------------


@case(CARD, "filled", picture=True)
def _(stage):
    return stage.get(stage.fresh, "/leren/kaart/")


@case(CARD, "two organisations")
def _(stage):
    return stage.get(stage.two_mandates, "/leren/kaart/")


@case(CARD, "empty")
def _(stage):
    return stage.get(stage.board_member, "/leren/kaart/")


@case(CARD, "everybody")
def _(stage):
    """As many contacts as go on it."""
    for number, (kind, _label) in enumerate(CONTACTS):
        LocalContact.objects.create(
            organisation=stage.council, kind=kind, position=1, name="Petra van der Brink-Jansen",
            role="plaatsvervangend griffier", phone=f"0123 - 45 67 8{number}", verified_on=TODAY,
            availability="op werkdagen tussen 9.00 en 17.00 uur",
        )  # fmt: skip
    return stage.get(stage.fresh, "/leren/kaart/")


@case(CARD, "long text")
def _(stage):
    return stage.get(stage.long_name, "/leren/kaart/")


# --- sheets -----------------------------------------------------------------------------------------------------------


@case(SHEET, "filled", picture=True)
def _(stage):
    return _with_sheets(stage).get(None, PROTOCOL)


@case(SHEET, "own contacts")
def _(stage):
    return _with_sheets(stage).get(stage.fresh, PROTOCOL)


@case(SHEET, "a conversation")
def _(stage):
    return _with_sheets(stage).get(stage.clerks[stage.council], "/gesprek-melden/")


@case(SHEET, "long text")
def _(stage):
    page = SheetPage(title=LONG_LINE, slug="lang", summary=LONG_LINE, source=LONG_LINE, body=_long_body())
    stage.home.add_child(instance=page)
    return _open(stage).get(stage.long_name, "/lang/")


@case(SHEET, "empty draft")
def _(stage):
    page = stage.home.add_child(instance=SheetPage(title="Leeg", slug="leeg", summary="Nog niets.", live=False))
    return stage.get(stage.trainer, reverse("wagtailadmin_pages:view_draft", args=[page.pk]))


def _long_body():
    cells = [LONG_WORD, "", LONG_LINE, ""]
    return [
        ("text", f"<p>{LONG_LINE}</p><ol><li>{LONG_WORD}</li></ol>"),
        ("heading", LONG_LINE),
        ("checks", [LONG_LINE, LONG_WORD]),
        ("fill", {"label": LONG_LINE, "lines": 6}),
        ("choose", {"label": LONG_WORD, "options": [LONG_WORD, LONG_LINE]}),
        ("table", {
            "columns": [{"type": "text", "heading": LONG_WORD}] * 4,
            "rows": [{"values": cells}, {"values": cells[::-1]}],
            "caption": LONG_WORD,
        }),
        ("contact", "report"),
        ("contact", "police"),
        ("note", LONG_LINE),
    ]  # fmt: skip


@case("courses/overview/year.html", "with sheets")
def _(stage):
    _with_sheets(stage)
    return stage.get(stage.clerks[stage.village], "/griffie/xv02/")


@case("courses/overview/nothing.html", "with sheets")
def _(stage):
    _with_sheets(stage)
    return stage.get(stage.clerks[stage.water], "/griffie/xv05/")
