"""Leden, Toegang and Logboek at the desk, the manager's side of them, and what a member reads."""

from datetime import timedelta

from django.urls import reverse

from courses.members.access import desk_roles
from courses.members.access.mail import access_message
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.models import DeskRole
from courses.planning.exempting import exempt_member
from courses.planning.pausing import set_absence
from tests.look.screens import ADMIN, MAIL, case
from tests.look.stage import LONG_NAME, LONG_WORD, NOW, TODAY

DAY = timedelta(days=1)
KIND = DeskAction.Kind
NEW = {"given_name": "Els", "prefix": "de", "surname": "Jong", "email": "els@kleindorp.example", "office": "raadslid"}
LONG = {"given_name": LONG_NAME, "surname": LONG_WORD, "email": f"{LONG_NAME.lower()}@{LONG_WORD.lower()}.example"}


def _url(organisation, name, *arguments):
    return reverse(f"overview:{name}", args=[organisation.code, *arguments])


def _desk(stage, organisation, name, *arguments, **query):
    return stage.get(stage.clerks[organisation], _url(organisation, name, *arguments), **query)


def _post(stage, organisation, name, *arguments, **fields):
    return stage.as_(stage.clerks[organisation]).post(_url(organisation, name, *arguments), fields)


def _member(organisation):
    return organisation.memberships.order_by("sort_key").first()


def _noted(stage):
    """A member of whom everything is noted."""
    member = _member(stage.village)
    member.end = TODAY + 100 * DAY
    member.registered_on = TODAY
    member.save()
    set_absence(membership=member, start=TODAY, end=TODAY + 9 * DAY)
    set_absence(membership=member, start=TODAY + 30 * DAY)
    exempt_member(membership=member, programme=stage.programme, start=TODAY + 60 * DAY, today=TODAY)
    return member


# --- the register -----------------------------------------------------------------------------------------------------

MEMBERS = "courses/overview/members.html"


@case(MEMBERS, "more than fifty", picture=True)
def _(stage):
    return _desk(stage, stage.council, "members")


@case(MEMBERS, "second page")
def _(stage):
    return _desk(stage, stage.council, "members", zoek="lid", pagina=2)


@case(MEMBERS, "away and not applicable")
def _(stage):
    exempt_member(membership=_noted(stage), programme=stage.programme, start=TODAY, today=TODAY)
    return _desk(stage, stage.village, "members")


@case(MEMBERS, "long text")
def _(stage):
    return _desk(stage, stage.province, "members")


@case(MEMBERS, "nobody found")
def _(stage):
    return _desk(stage, stage.village, "members", zoek=LONG_NAME)


@case(MEMBERS, "empty")
def _(stage):
    return _desk(stage, stage.no_members, "members")


MEMBER = "courses/overview/member.html"


@case(MEMBER, "filled", picture=True)
def _(stage):
    return _desk(stage, stage.village, "member", _noted(stage).pk)


@case(MEMBER, "an absence to be changed")
def _(stage):
    member = _noted(stage)
    return _desk(stage, stage.village, "member", member.pk, wijzig=member.absences.first().pk)


@case(MEMBER, "long text")
def _(stage):
    return _desk(stage, stage.province, "member", _member(stage.province).pk)


@case(MEMBER, "error")
def _(stage):
    pk = _member(stage.village).pk
    return _post(stage, stage.village, "member_act", pk, "afwezig", start="31-02-2027", end="gisteren")


@case(MEMBER, "refused")
def _(stage):
    return _post(stage, stage.village, "member_act", _member(stage.village).pk, "einde", last_day="1-1-2001")


@case("courses/overview/sure.html", "an absence", picture=True)
def _(stage):
    fields = {"start": TODAY.isoformat(), "end": (TODAY + 9 * DAY).isoformat()}
    return _post(stage, stage.council, "member_act", stage.fresh.memberships.get().pk, "afwezig", **fields)


@case("courses/overview/sure.html", "a last day, long text")
def _(stage):
    last = (TODAY - DAY).isoformat()
    return _post(stage, stage.province, "member_act", _member(stage.province).pk, "einde", last_day=last)


# --- who comes --------------------------------------------------------------------------------------------------------

ADD = "courses/overview/member_add.html"


@case(ADD, "empty", picture=True)
def _(stage):
    return _desk(stage, stage.village, "member_add")


@case(ADD, "error")
def _(stage):
    return _post(stage, stage.village, "member_add", email="geen adres", start="", office="koning")


@case(ADD, "refused")
def _(stage):
    known = _member(stage.village).user.email
    return _post(stage, stage.village, "member_add", **{**NEW, "email": known, "start": TODAY.isoformat()})


@case(ADD, "what happens")
def _(stage):
    return _post(stage, stage.village, "member_add", **NEW, start=TODAY.isoformat())


@case(ADD, "what happens, long text")
def _(stage):
    return _post(stage, stage.province, "member_add", **LONG, office="statenlid", start=TODAY.isoformat())


SUCCESSOR = "courses/overview/successor.html"


@case(SUCCESSOR, "empty")
def _(stage):
    return _desk(stage, stage.province, "successor", stage.long_name.memberships.get().pk)


@case(SUCCESSOR, "error")
def _(stage):
    return _post(stage, stage.village, "successor", _member(stage.village).pk, **{**NEW, "last_day": ""})


@case(SUCCESSOR, "what happens")
def _(stage):
    return _post(stage, stage.village, "successor", _member(stage.village).pk, **NEW, last_day=TODAY.isoformat())


# --- access -----------------------------------------------------------------------------------------------------------

ACCESS = "courses/overview/access.html"
CHANGE = "courses/overview/access_change.html"


def _role(stage, organisation, **fields):
    given = {"email": LONG["email"], "name": LONG_NAME, "start": TODAY, "end": None, **fields}
    clerk = stage.clerks[organisation]
    role = desk_roles.give_access(organisation=organisation, by=clerk, now=NOW, **given)
    role.user.language = stage.language or "nl"
    return role


@case(ACCESS, "one person")
def _(stage):
    return _desk(stage, stage.village, "access")


@case(ACCESS, "a deputy, and one before", picture=True)
def _(stage):
    _role(stage, stage.council, end=TODAY + 30 * DAY)
    DeskRole.objects.filter(user=stage.busy_clerk, organisation=stage.council).update(end=TODAY - DAY)
    return _desk(stage, stage.council, "access")


@case(CHANGE, "give")
def _(stage):
    return _desk(stage, stage.village, "access_give")


@case(CHANGE, "error")
def _(stage):
    return _post(stage, stage.village, "access_give", email="geen adres", start="2020-01-01")


@case(CHANGE, "hand over")
def _(stage):
    return _desk(stage, stage.village, "hand_over")


@case(CHANGE, "end, refused")
def _(stage):
    role = stage.clerks[stage.province].desk_roles.get()
    return _post(stage, stage.province, "access_end", role.pk, last_day=TODAY.isoformat())


@case("courses/members/email/access.html", "filled", kind=MAIL)
def _(stage):
    return access_message(_role(stage, stage.province, end=TODAY + 30 * DAY)).alternatives[0][0]


@case("courses/members/email/access.txt", "filled", kind=MAIL)
def _(stage):
    message, language = access_message(_role(stage, stage.village)), stage.language or "nl"
    return f'<!DOCTYPE html><html lang="{language}"><title>{message.subject}</title><pre>{message.body}</pre></html>'


# --- the log ----------------------------------------------------------------------------------------------------------


def _lines(stage, organisation, member):
    def note(kind, number=0, about=(), **facts):
        clerk = stage.clerks[organisation]
        note_action(organisation=organisation, by=clerk, kind=kind, now=NOW - number * DAY, about=about, **facts)

    note(KIND.PAUSED, about=[member.pk], start=TODAY.isoformat(), end=(TODAY + DAY).isoformat())
    note(KIND.ACCESS_GIVEN, person=stage.clerks[organisation].pk, start=TODAY.isoformat())
    everybody = list(organisation.memberships.values_list("pk", flat=True))
    note(KIND.IMPORTED, 1, about=everybody, new=len(everybody))
    for number in range(55):
        note(KIND.CHANGED, number, about=[member.pk])


@case("courses/overview/log.html", "filled", picture=True)
def _(stage):
    _lines(stage, stage.province, stage.long_name.memberships.get())
    return _desk(stage, stage.province, "log")


@case("courses/overview/log.html", "empty")
def _(stage):
    return _desk(stage, stage.village, "log")


@case("courses/members/log.html", "filled")
def _(stage):
    _lines(stage, stage.province, stage.long_name.memberships.get())
    return stage.get(stage.long_name, reverse("log:mine"))


@case("courses/members/log.html", "empty")
def _(stage):
    return stage.get(stage.fresh, reverse("log:mine"))


# --- the manager ------------------------------------------------------------------------------------------------------


@case("courses/overview/admin/desks.html", "filled", kind=ADMIN)
def _(stage):
    DeskRole.objects.filter(organisation__in=[stage.village, stage.province]).update(end=TODAY - DAY)
    return stage.get(stage.manager, reverse("all_desks"))


@case("courses/overview/admin/desks.html", "found", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("all_desks"), zoek="dorp")


@case("courses/overview/admin/desks.html", "empty", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("all_desks"))


@case("courses/overview/admin/desk.html", "filled", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("one_desk", args=[stage.council.code]))


@case("courses/overview/admin/desk.html", "error", kind=ADMIN)
def _(stage):
    address = reverse("one_desk", args=[stage.council.code])
    return stage.as_(stage.manager).post(address, {"email": "geen adres", "start": "2020-01-01"})


@case("courses/overview/admin/log.html", "filled", kind=ADMIN)
def _(stage):
    _lines(stage, stage.council, stage.fresh.memberships.get())
    return stage.get(stage.manager, reverse("desk_log", args=[stage.council.code]))


@case("courses/overview/admin/log.html", "empty", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("desk_log", args=[stage.village.code]))
