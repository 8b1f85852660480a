"""The clerk's desk."""

from django.core.files.uploadedfile import SimpleUploadedFile

from courses.planning.exempting import exempt_member
from courses.planning.pausing import set_absence
from tests.look.screens import case
from tests.look.stage import TODAY, YEAR

TEMPLATE = "courses/overview/year.html"


def _desk(stage, organisation, **query):
    return stage.get(stage.clerks[organisation], f"/griffie/{organisation.code}/{YEAR}/", **query)


@case(TEMPLATE, "more than fifty", picture=True)
def _(stage):
    return _desk(stage, stage.council)


@case(TEMPLATE, "second page, sorted")
def _(stage):
    return _desk(stage, stage.council, pagina=2, sorteer="-status")


@case(TEMPLATE, "a few")
def _(stage):
    return _desk(stage, stage.village, sorteer="naam")


@case(TEMPLATE, "nobody in this filter")
def _(stage):
    return _desk(stage, stage.no_members, toon="afgerond")


@case(TEMPLATE, "empty")
def _(stage):
    return _desk(stage, stage.no_members)


@case(TEMPLATE, "paused and not applicable", picture=True)
def _(stage):
    away, exempt = stage.village.memberships.order_by("-sort_key")[:2]
    set_absence(membership=away, start=TODAY)
    exempt_member(membership=exempt, programme=stage.programme, start=TODAY, today=TODAY)
    return _desk(stage, stage.village)


@case(TEMPLATE, "two programmes, long text")
def _(stage):
    return _desk(stage, stage.province)


@case(TEMPLATE, "searched and filtered", picture=True)
def _(stage):
    return _desk(stage, stage.council, zoek="nummer", functie="raadslid", sinds=f"{YEAR - 2}-01-01", toon="na-de-datum")


@case(TEMPLATE, "found")
def _(stage):
    return _desk(stage, stage.council, zoek="nummer1")


@case("courses/overview/modules.html", "filled, long text", picture=True)
def _(stage):
    return stage.get(stage.clerks[stage.province], f"/griffie/{stage.province.code}/{YEAR}/modules/")


@case("courses/overview/modules.html", "second page")
def _(stage):
    return stage.get(stage.clerks[stage.council], f"/griffie/{stage.council.code}/{YEAR}/modules/", pagina=2)


@case("courses/overview/modules.html", "empty")
def _(stage):
    return stage.get(stage.clerks[stage.no_members], f"/griffie/{stage.no_members.code}/{YEAR}/modules/")


@case("courses/overview/desks.html", "filled")
def _(stage):
    return stage.get(stage.busy_clerk, "/griffie/")


@case("courses/overview/nothing.html", "empty")
def _(stage):
    return stage.get(stage.clerks[stage.water], f"/griffie/{stage.water.code}/")


# --- the organisation's own colour and logo ---------------------------------------------------------------------------

LOOK = "courses/overview/look.html"


def _look(organisation):
    return f"/griffie/{organisation.code}/huisstijl/"


@case(LOOK, "empty")
def _(stage):
    return stage.get(stage.clerks[stage.council], _look(stage.council))


@case(LOOK, "filled", picture=True)
def _(stage):
    return stage.get(stage.clerks[stage.village], _look(stage.village))


@case(LOOK, "error")
def _(stage):
    sent = {"own": "own", "colour": "#ffee00", "logo": SimpleUploadedFile("logo.svg", b"<svg/>")}
    return stage.as_(stage.clerks[stage.council]).post(_look(stage.council), sent)


@case(LOOK, "feedback")
def _(stage):
    client = stage.as_(stage.clerks[stage.council])
    return client.post(_look(stage.council), {"own": "own", "colour": "#0b5566"}, follow=True)


# --- the member's own view of it --------------------------------------------------------------------------------------

MIRROR = "courses/overview/mirror.html"
MIRROR_AT = "/leren/dit-ziet-uw-griffier/"


@case(MIRROR, "filled", picture=True)
def _(stage):
    return stage.get(stage.two_mandates, MIRROR_AT)


@case(MIRROR, "long text")
def _(stage):
    return stage.get(stage.long_name, MIRROR_AT)


@case(MIRROR, "nothing asked")
def _(stage):
    return stage.get(stage.board_member, MIRROR_AT)


@case(MIRROR, "empty")
def _(stage):
    return stage.get(stage.without_mandate, MIRROR_AT)
