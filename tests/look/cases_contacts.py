"""Contact en protocol, the lessons as members see them, and the discussion evening."""

from content.editions.models import EditionQuestion
from content.questions import registry
from courses.learning.models import Answer, Attempt, Enrolment
from courses.members.models import LocalContact
from tests import factories
from tests.look.screens import case
from tests.look.stage import LONG_LINE, LONG_NAME, LONG_WORD, NOW, TODAY, YEAR

ROOM = "courses/overview/"
GOOD = {"name": "Hanna Brink", "role": "griffier", "phone": "0123 - 45 67 89", "email": "", "availability": ""}


def _ask(stage, organisation, address="contact/", **query):
    return stage.get(stage.clerks[organisation], f"/griffie/{organisation.code}/{address}", **query)


def _send(stage, organisation, address, follow=False, **fields):
    client = stage.as_(stage.clerks[organisation])
    return client.post(f"/griffie/{organisation.code}/{address}", fields, follow=follow)


def _seen(stage, organisation, address):
    return _ask(stage, organisation, address).context["form"]["seen"].value()


# --- the list ---------------------------------------------------------------------------------------------------------


@case(ROOM + "contacts.html", "filled", picture=True)
def _(stage):
    LocalContact.objects.create(
        organisation=stage.council, kind="report", position=1, name="Petra Jansen",
        email="griffie@voorbeeldstad.example", verified_on=TODAY,
    )  # fmt: skip
    return _ask(stage, stage.council)


@case(ROOM + "contacts.html", "old, long text")
def _(stage):
    return _ask(stage, stage.province)


@case(ROOM + "contacts.html", "empty")
def _(stage):
    return _ask(stage, stage.water)


@case(ROOM + "contacts.html", "feedback")
def _(stage):
    return _send(stage, stage.council, "contact/nieuw/chair/", follow=True, **GOOD)


@case(ROOM + "year.html", "asks attention")
def _(stage):
    return _ask(stage, stage.province, f"{YEAR}/")


# --- one contact ------------------------------------------------------------------------------------------------------


@case(ROOM + "contact.html", "new")
def _(stage):
    return _ask(stage, stage.water, "contact/nieuw/clerk/")


@case(ROOM + "contact.html", "error", picture=True)
def _(stage):
    return _send(stage, stage.council, "contact/nieuw/report/", **{**GOOD, "name": "", "phone": "bel de griffie"})


@case(ROOM + "contact.html", "long text")
def _(stage):
    return _ask(stage, stage.province, f"contact/{stage.province.contacts.first().pk}/")


@case(ROOM + "contact.html", "a colleague was first", status=409, picture=True)
def _(stage):
    contact = stage.council.contacts.get()
    address = f"contact/{contact.pk}/"
    seen = _seen(stage, stage.council, address)
    stage.council.contacts.update(phone="0123 - 11 11 11", email=f"{LONG_NAME.lower()}@voorbeeldstad.example")
    return _send(stage, stage.council, address, **{**GOOD, "availability": "ook ’s avonds"}, seen=seen)


@case(ROOM + "contact.html", "removed by a colleague", status=409)
def _(stage):
    address = f"contact/{stage.council.contacts.get().pk}/"
    seen = _seen(stage, stage.council, address)
    stage.council.contacts.all().delete()
    return _send(stage, stage.council, address, **{**GOOD, "email": "geen adres"}, seen=seen)


@case(ROOM + "contact_remove.html", "filled")
def _(stage):
    return _ask(stage, stage.council, f"contact/{stage.council.contacts.get().pk}/weg/")


@case(ROOM + "contact_remove.html", "long text")
def _(stage):
    return _ask(stage, stage.province, f"contact/{stage.province.contacts.first().pk}/weg/")


# --- protocol ---------------------------------------------------------------------------------------------------------


@case(ROOM + "excerpt.html", "new")
def _(stage):
    return _ask(stage, stage.water, "contact/protocol/house_rules/")


@case(ROOM + "excerpt.html", "long text")
def _(stage):
    return _ask(stage, stage.province, "contact/protocol/report/")


@case(ROOM + "excerpt.html", "error")
def _(stage):
    sent = {"text": "", "reference": LONG_WORD * 3, "url": "http://voorbeeldstad.example/", "seen": ""}
    return _send(stage, stage.council, "contact/protocol/house_rules/", **sent)


@case(ROOM + "excerpt.html", "a colleague was first", status=409)
def _(stage):
    return _send(stage, stage.province, "contact/protocol/report/", text=LONG_LINE, reference="", url="", seen="")


# --- as members see it ------------------------------------------------------------------------------------------------


@case(ROOM + "shown.html", "filled")
def _(stage):
    return _ask(stage, stage.council, "contact/voorbeeld/")


@case(ROOM + "shown.html", "two modules, long text")
def _(stage):
    return _ask(stage, stage.province, "contact/voorbeeld/")


@case(ROOM + "shown.html", "empty")
def _(stage):
    return _ask(stage, stage.water, "contact/voorbeeld/")


def _first(stage, organisation):
    found = _ask(stage, organisation, "contact/voorbeeld/").context["found"]
    return [f"contact/voorbeeld/{one.edition.pk}/{one.step.position}/{one.screen}/" for one in found]


@case(ROOM + "shown_screen.html", "filled", picture=True)
def _(stage):
    return _ask(stage, stage.council, _first(stage, stage.council)[0])


@case(ROOM + "shown_screen.html", "not filled in, the last one")
def _(stage):
    return _ask(stage, stage.village, _first(stage, stage.village)[-1])


@case(ROOM + "shown_screen.html", "question without an answer, long text")
def _(stage):
    for address in _first(stage, stage.province):
        page = _ask(stage, stage.province, address)
        if page.context["edition"].pk == stage.long.pk:
            key = page.content.decode().split(f"{address}")[1].split("/")[0]
            return _send(stage, stage.province, f"{address}{key}/")
    raise LookupError("no screen with a question")


# --- the evening ------------------------------------------------------------------------------------------------------


def _answered(stage):
    """Thirty members of three organisations answered every question that an evening of the council asks."""
    found = _ask(stage, stage.council, "avond/").context
    offer = found["found"][0]
    rows = EditionQuestion.objects.filter(step__edition=offer.edition, step__kind="quiz").select_related("frozen")
    organisations = [stage.council, stage.village, stage.water]
    people = [factories.membership(organisation_=organisations[number % 3]).user for number in range(60)]
    earlier = NOW.replace(day=NOW.day - 3)
    for number, user in enumerate(people):
        enrolment, _made = Enrolment.objects.get_or_create(
            user=user, edition_id=offer.edition, defaults={"started_at": earlier}
        )
        for step in {row.step_id for row in rows}:
            attempt = Attempt.objects.create(
                enrolment=enrolment, step_id=step, number=1, rule={}, started_at=earlier, finished_at=earlier,
                passed=True,
            )  # fmt: skip
            Answer.objects.bulk_create(
                Answer(
                    attempt=attempt, question=row, frozen=row.frozen, turn=1, given_at=earlier, **_choice(row, number)
                )
                for row in rows
                if row.step_id == step
            )


def _choice(row, number):
    right, other = registry.examples(row.frozen.document)
    options = row.frozen.document.get("options", ())
    if row.frozen.document["type"] == "single_choice":
        other = {"option": [one["key"] for one in options if not one["correct"]][number // 3 % (len(options) - 1)]}
    return {"response": right, "right": True} if number % 5 < 3 else {"response": other, "right": False}


@case(ROOM + "evening.html", "filled", picture=True)
def _(stage):
    _answered(stage)
    return _ask(stage, stage.council, "avond/")


@case(ROOM + "evening.html", "long text")
def _(stage):
    return _ask(stage, stage.province, "avond/")


@case(ROOM + "evening.html", "nothing open")
def _(stage):
    return _ask(stage, stage.water, "avond/")


@case(ROOM + "slide.html", "begin", picture=True)
def _(stage):
    return _ask(stage, stage.council, "avond/dia/1/")


def _slide(stage, organisation, kind, last=False):
    found = None
    for number in range(1, 60):
        page = _ask(stage, organisation, f"avond/dia/{number}/")
        if page.status_code == 200 and page.context["kind"] == kind:
            found = page
            if not last:
                return page
    return found


for _kind in ("situation", "choices", "consequence", "protocol", "contacts"):

    @case(ROOM + "slide.html", _kind, picture=_kind == "consequence")
    def _(stage, kind=_kind):
        return _slide(stage, stage.council, kind)


@case(ROOM + "slide.html", "question, answered")
def _(stage):
    _answered(stage)
    return _slide(stage, stage.council, "question")


@case(ROOM + "slide.html", "question, too few answers")
def _(stage):
    return _slide(stage, stage.council, "question")


@case(ROOM + "slide.html", "consequence, long text")
def _(stage):
    return _slide(stage, stage.province, "consequence")


@case(ROOM + "slide.html", "the last one")
def _(stage):
    return _slide(stage, stage.water, "settle", last=True)
