"""Mails to members: the mails themselves, and the pages on which member, clerk and manager find them."""

from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from courses.reminders import words
from courses.reminders.asking import remind
from courses.reminders.bounces import record_bounce
from courses.reminders.choosing import persons_due
from courses.reminders.digests import Booster, Digest, Line, Obligation, Person
from courses.reminders.ladder import Kind
from courses.reminders.models import Bounce, Mail, MailLine, Reason
from courses.reminders.outbox import plan
from courses.reminders.quiet import AMSTERDAM
from tests.look.screens import ADMIN, MAIL, case
from tests.look.stage import LONG_LINE, LONG_NAME, TODAY

MORNING = datetime(TODAY.year, TODAY.month, TODAY.day, 10, tzinfo=AMSTERDAM)


def _sent():
    """Everybody was invited today. (A case lives in a transaction, and in one nothing is sent.)"""
    for persons in persons_due(on=TODAY):
        plan(persons=persons, on=TODAY, now=MORNING)
    address = get_user_model().objects.filter(pk=OuterRef("person")).values("email")
    Mail.objects.update(state="sent", claimed_at=MORNING, settled_at=MORNING, address=Subquery(address))


def _all_states(user):
    """What one person was mailed in a year, as it may go: one of each state."""
    _sent()
    last = Mail.objects.get(person=user)
    first_line = last.lines.first()
    states = [("sent", ""), ("sending", ""), ("failed", Reason.REFUSED), ("withheld", Reason.ABSENT), ("planned", "")]
    kinds = ("days_30", "days_14", "days_3", "overdue", "booster_1")
    for number, ((state, reason), kind) in enumerate(zip(states, kinds, strict=True), start=1):
        one = Mail.objects.create(
            person=user, message_id=f"<{number}@voorbeeld.example>", state=state, reason=reason, address=user.email,
            day=last.day + timedelta(days=7 * number), planned_at=MORNING, claimed_at=MORNING,
        )  # fmt: skip
        line = MailLine(mail=one, person=user, kind=kind, membership=first_line.membership, due=first_line.due)
        if kind == "booster_1":
            line.edition, line.membership, line.due = first_line.programme_year.edition, None, None
        else:
            line.programme_year = first_line.programme_year
        line.withheld = reason if state == "withheld" else ""
        line.save()
    return last


# --- pages ------------------------------------------------------------------------------------------------------------

MINE = "courses/reminders/mine.html"


@case(MINE, "empty")
def _(stage):
    return stage.get(stage.fresh, "/leren/berichten/")


@case(MINE, "filled", picture=True)
def _(stage):
    record_bounce(mail=_all_states(stage.fresh), on=TODAY)
    return stage.get(stage.fresh, "/leren/berichten/")


@case(MINE, "long text")
def _(stage):
    _all_states(stage.states_member)
    return stage.get(stage.states_member, "/leren/berichten/")


DESK = "courses/overview/mails.html"


def _desk(stage, organisation, **query):
    return stage.get(stage.clerks[organisation], f"/griffie/{organisation.code}/berichten/", **query)


@case(DESK, "empty")
def _(stage):
    return _desk(stage, stage.no_members)


@case(DESK, "filled", picture=True)
def _(stage):
    record_bounce(mail=_all_states(stage.fresh), on=TODAY)
    return _desk(stage, stage.council)


@case(DESK, "second page")
def _(stage):
    _all_states(stage.fresh)
    return _desk(stage, stage.council, pagina=2)


@case(DESK, "long text")
def _(stage):
    _all_states(stage.long_name if Mail.objects.filter(person=stage.long_name).exists() else stage.states_member)
    return _desk(stage, stage.province)


@case(DESK, "feedback")
def _(stage):
    _sent()
    one = Mail.objects.get(person=stage.fresh)
    client = stage.as_(stage.clerks[stage.council])
    return client.post(f"/griffie/{stage.council.code}/berichten/{one.pk}/terug/", follow=True)


REMIND = "courses/overview/remind.html"


def _remind(stage, organisation, **query):
    return stage.get(stage.clerks[organisation], f"/griffie/{organisation.code}/herinneren/", **query)


@case(REMIND, "filled", picture=True)
def _(stage):
    return _remind(stage, stage.council)


@case(REMIND, "nobody left")
def _(stage):
    return _remind(stage, stage.no_members)


@case(REMIND, "empty")
def _(stage):
    return _remind(stage, stage.water)


@case(REMIND, "long text")
def _(stage):
    return _remind(stage, stage.province)


@case(REMIND, "error")
def _(stage):
    client = stage.as_(stage.clerks[stage.council])
    return client.post(f"/griffie/{stage.council.code}/herinneren/")


@case("courses/overview/reminded.html", "filled", picture=True)
def _(stage):
    """A case lives in a transaction, and in one nothing is sent: the first press says what is planned."""
    members = stage.council.memberships.values_list("pk", flat=True)
    year = stage.programme.years.get()
    Bounce.objects.create(person=stage.fresh, address=stage.fresh.email, on=TODAY)
    asked = remind(
        organisation=stage.council, programme_year=year, members=members, by=stage.clerks[stage.council], now=MORNING
    )
    states = [("sent", ""), ("sending", ""), ("failed", Reason.REFUSED), ("withheld", Reason.BUDGET)]
    for pk, (state, reason) in zip(asked.mails, states, strict=False):
        Mail.objects.filter(pk=pk).update(state=state, reason=reason, claimed_at=MORNING)
    return stage.get(stage.clerks[stage.council], f"/griffie/{stage.council.code}/herinneren/{asked.action.pk}/")


@case("courses/reminders/admin/mails.html", "filled", kind=ADMIN)
def _(stage):
    _all_states(stage.fresh)
    return stage.get(stage.manager, reverse("reminders_mails"))


@case("courses/reminders/admin/mails.html", "empty", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("reminders_mails"))


# --- mails ------------------------------------------------------------------------------------------------------------


def _task(title, due, *, kind="gemeente", module=1):
    return Obligation(1, 1, kind, module, module, module, date(2027, 3, 1), due, title, "nl", 25)


def _mail(stage, kind, *, organisation="gemeente", name="Noor de Wit", title="Melden helpt"):
    """The mail for one line of `kind`; a second module and two questions stand in it too."""
    on = date(2027, 7, 4) if kind == Kind.OVERDUE else date(2027, 6, 16)
    lines = [Line(Kind.BOOSTER_1, Booster(1, Kind.BOOSTER_1, 9, on, "Online bedreigd"))]
    if kind != Kind.BOOSTER_1:
        lines.insert(0, Line(kind, _task(title, date(2027, 6, 30), kind=organisation)))
    also = (_task("Online bedreigd", date(2027, 12, 1), module=2),)
    person = Person(1, "noor.dewit@voorbeeldstad.example", name, stage.language or "nl")
    return words.message_for(Digest(person, on, tuple(lines), also), message_id="<1@voorbeeld.example>")


def _text(stage, message):
    """A text as a page; in a mail of text alone nothing can say that the name of a module is Dutch."""
    body = message.body
    for title in ("Melden helpt", "Online bedreigd"):
        body = body.replace(title, f'<span lang="nl">{title}</span>')
    return f"<!DOCTYPE html><html lang={stage.language or 'nl'}><title>Tekst</title><pre>{body}</pre></html>"


for _kind, _name in {
    Kind.INVITATION: "invitation", Kind.DAYS_14: "reminder", Kind.OVERDUE: "overdue", Kind.BY_CLERK: "by_clerk",
    Kind.BOOSTER_1: "booster",
}.items():  # fmt: skip

    @case(f"courses/reminders/email/{_name}.html", "filled", kind=MAIL)
    def _(stage, kind=_kind):
        return _mail(stage, kind).alternatives[0][0]

    @case(f"courses/reminders/email/{_name}.txt", "filled", kind=MAIL)
    def _(stage, kind=_kind):
        return _text(stage, _mail(stage, kind))

    @case(f"courses/reminders/email/{_name}.html", "water authority, long text", kind=MAIL)
    def _(stage, kind=_kind):
        return _mail(stage, kind, organisation="waterschap", name=LONG_NAME, title=LONG_LINE).alternatives[0][0]
