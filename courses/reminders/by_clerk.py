"""What a clerk reads of reminding: the mail as it will be, what goes by itself, and what became of each reminder."""

from dataclasses import dataclass
from datetime import date

from django.core.mail import EmailMultiAlternatives
from django.db.models import Exists, F, OuterRef, Sum

from courses.members.log.models import DeskAction
from courses.members.models import Organisation
from courses.planning.models import ProgrammeYear
from courses.reminders import words
from courses.reminders.digests import Digest, Line, Obligation, Person
from courses.reminders.ladder import BUDGET, Kind, Rung, ladder_of
from courses.reminders.models import Mail, MailLine, Reason
from courses.reminders.quiet import Quiet

#: Why a reminder did not go, as far as the desk knows it anyhow: from the register, the overview or the list of mails.
#: All else is between the member and us.
TOLD = (
    Reason.DONE, Reason.CLOSED, Reason.ENDED, Reason.ABSENT, Reason.EXEMPT, Reason.UNPUBLISHED, Reason.PROGRAMME_ENDED,
    Reason.CAME_BACK,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one reminder; `reason` is empty when it is not the clerk's to know."""

    sort_name: str
    state: str
    reason: str
    day: date

    @property
    def state_in_words(self) -> str:
        return Mail.State(self.state).label

    @property
    def reason_in_words(self) -> str:
        return Reason(self.reason).label if self.reason else ""


def results_of(*, action: DeskAction) -> list[Result]:
    """Return what became of the reminders of one line of the log, by name; one query."""
    day = date.fromisoformat(action.facts["day"])
    # a mail that the desk's own list shows; any other that takes the week's place is not the clerk's to know
    seen = MailLine.objects.filter(
        membership=OuterRef("membership"), withheld="", mail__day__gt=day - BUDGET, mail__day__lte=OuterRef("mail__day")
    ).exclude(mail__state=Mail.State.WITHHELD)
    lines = MailLine.objects.filter(
        kind=Kind.BY_CLERK, asked_on=day, membership__in=action.members.values("membership")
    ).annotate(seen=Exists(seen), sort_name=F("membership__sort_name"))
    lines = lines.filter(membership__organisation=action.organisation_id).order_by("membership__sort_key", "pk")
    found = []
    for name, state, reason, withheld, known, on in lines.values_list(
        "sort_name", "mail__state", "mail__reason", "withheld", "seen", "mail__day"
    ):
        if withheld or state == Mail.State.WITHHELD:
            state, reason = Mail.State.WITHHELD, withheld or reason
            told = reason in TOLD or (reason == Reason.BUDGET and known)
            reason = reason if told else ""
        found.append(Result(name, state, reason, on))
    return found


def letter_of(*, organisation: Organisation, programme_year: ProgrammeYear, on: date) -> EmailMultiAlternatives:
    """Return the clerk's reminder as a member gets it who owes nothing else, on the year's own date.

    Made of the year and the organisation alone: nothing in it was read of a member.
    """
    edition = programme_year.edition
    task = Obligation(
        membership=0,
        organisation=organisation.pk,
        organisation_kind=organisation.kind,
        programme_year=programme_year.pk,
        module=programme_year.module_id,
        edition=edition.pk,
        opens=programme_year.opens,
        due=programme_year.due,
        title=edition.title,
        language=edition.language,
        minutes=edition.steps.aggregate(all=Sum("minutes"))["all"] or 0,
    )
    nobody = Person(0, "lid@voorbeeld.example", "", "nl")
    said = Digest(nobody, on, (Line(Kind.BY_CLERK, task),))
    return words.message_for(said, message_id="<voorbeeld@voorbeeld.example>")


def by_itself(*, organisation: Organisation, programme_year: ProgrammeYear, on: date) -> list[Rung]:
    """Return the rungs still to come from the day `on`, on the year's own dates, each on a day that is not quiet."""
    rungs = [rung for rung in ladder_of(opens=programme_year.opens, due=programme_year.due) if rung.day >= on]
    if not rungs:
        return []
    periods = Quiet.between(on, rungs[-1].day.replace(year=rungs[-1].day.year + 1, day=1))
    of = {"organisation": organisation.pk, "kind": organisation.kind}
    return [Rung(rung.kind, periods.allowed_from(**of, on=rung.day)) for rung in rungs]
