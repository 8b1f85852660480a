"""A list of members on its way in, and another address for a member."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from courses.members.other_addresses.asking import ask_address
from tests.courses.members.factories import HEADER, rows_of
from tests.courses.overview.importing import Desk
from tests.elearning import factories as doors
from tests.look.screens import ADMIN, case
from tests.look.stage import LONG_NAME, LONG_WORD

LONG_ADDRESS = f"{LONG_NAME.lower()[:50]}@voorbeeldstad.example"
FOLDER = "courses/overview/import/"
OFFER, COLUMNS, CHECK = f"{FOLDER}offer.html", f"{FOLDER}columns.html", f"{FOLDER}check.html"
CONFIRM, DONE, GONE = f"{FOLDER}confirm.html", f"{FOLDER}done.html", f"{FOLDER}gone.html"


def _desk(stage, organisation=None):
    organisation = organisation or stage.village
    clerk = stage.clerks[organisation]
    return Desk(stage.as_(clerk), organisation, clerk)


def _rows(known):
    """A header, who is new, who changes (the address `known`), what is wrong, and columns that we do not use."""
    long = f"{LONG_NAME} {LONG_WORD}"
    return [
        [*HEADER, "Fractie", LONG_WORD],
        [long, "w.van.den.boogaardt.tot.terbeek@voorbeeldstad.example", "raadslid", "26-03-2026", "x", "x"],
        ["Daan de Vos", "", "raadslid", "31-02-2027", "x", "x"],
        ["Corrie Mulder", "corrie@vvdvoorbeeldstad.example", "kapitein", "", "x", "x"],
        ["Els de Jong", "els.dejong@voorbeeldstad.example", "raadslid", "", "x", "x"],
        ["Cem Yılmaz", known, "wethouder", "", "x", "x"],
        ["Els de Vos", "geen adres", "raadslid", "", "x", "x"],
    ]


def _offered(stage):
    desk = _desk(stage)
    desk.offer(_rows(stage.villagers[0].email))
    return desk


@case(OFFER, "empty", picture=True)
def _(stage):
    return _desk(stage).get()


@case(OFFER, "error")
def _(stage):
    return _desk(stage).upload(b"%PDF-1.7")


@case(OFFER, "busy, to take back, asked")
def _(stage):
    desk = _desk(stage)
    desk.whole([HEADER, ["Noor de Wit", "noor@voorbeeldstad.example", "raadslid", ""]])
    _ask(stage, stage.villagers[1])
    desk.offer(rows_of(2))
    return desk.get()


@case(COLUMNS, "filled", picture=True)
def _(stage):
    return _offered(stage).get("kolommen/")


@case(COLUMNS, "error")
def _(stage):
    desk = _desk(stage)
    address = "noor@voorbeeldstad.example"
    desk.offer([["Naam", "E-mail", "E-mailadres", LONG_WORD], ["Noor", address, address, "x"]])
    return desk.get("kolommen/")


@case(CHECK, "filled", picture=True)
def _(stage):
    return _offered(stage).get("controle/")


@case(CHECK, "error")
def _(stage):
    desk = _offered(stage)
    member = stage.villagers[2].memberships.get()
    desk.check(r7_over="on", r5_vraag="on")
    return desk.post("controle/", **{"r3-start": "straks", f"m{member.pk}-tot": "31-02-2027"})


@case(CHECK, "nothing changes")
def _(stage):
    desk = _desk(stage, stage.no_members)
    desk.whole(rows_of(2))
    desk.offer(rows_of(2))
    return desk.get("controle/")


def _ready(stage):
    desk = _offered(stage)
    desk.check(r3_over="on", r4_over="on", r5_vraag="on", r7_over="on")
    return desk


@case(CONFIRM, "filled", picture=True)
def _(stage):
    return _ready(stage).get("bevestigen/")


@case(CONFIRM, "error")
def _(stage):
    return _ready(stage).post("bevestigen/", gezien="anders")


@case(DONE, "filled", picture=True)
def _(stage):
    desk = _ready(stage)
    desk.confirm()
    return desk.get("klaar/")


@case(DONE, "nothing had to change")
def _(stage):
    desk = _desk(stage, stage.no_members)
    desk.whole(rows_of(1))
    return desk.whole(rows_of(1))


@case(DONE, "taken back, one stays")
def _(stage):
    desk = _ready(stage)
    desk.confirm()
    stage.villagers[0].memberships.update(office="burgemeester")
    return desk.post("terug/")


@case(DONE, "error")
def _(stage):
    return _desk(stage, stage.no_members).post("terug/")


@case(DONE, "empty")
def _(stage):
    return _desk(stage, stage.no_members).get("klaar/")


@case(GONE, "filled", status=410)
def _(stage):
    return _desk(stage).get("controle/")


# --- another address --------------------------------------------------------------------------------------------------


def _ask(stage, user, email=LONG_ADDRESS):
    membership = user.memberships.first()
    organisation = membership.organisation
    return ask_address(
        organisation=organisation,
        membership=membership.pk,
        email=email,
        by=stage.clerks[organisation],
        now=timezone.now() - timedelta(minutes=1),
    )


def _signed_in(stage):
    client = stage.as_()
    doors.sign_in(client, stage.villagers[1].email)
    return client


@case("account/address.html", "filled", picture=True)
def _(stage):
    _ask(stage, stage.villagers[1])
    return _signed_in(stage).get("/account/adres/")


@case("account/address.html", "no fresh code")
def _(stage):
    _ask(stage, stage.villagers[1])
    return stage.get(stage.villagers[1], "/account/adres/")


@case("account/address.html", "error")
def _(stage):
    taken = stage.villagers[0].email
    _ask(stage, stage.villagers[1], taken)
    return _signed_in(stage).post("/account/adres/", {"ja": "1", "adres": taken})


@case("elearning/admin/addresses.html", "filled", kind=ADMIN)
def _(stage):
    _ask(stage, stage.villagers[1])
    return stage.get(stage.manager, reverse("address_requests"))


@case("elearning/admin/addresses.html", "empty", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("address_requests"))
