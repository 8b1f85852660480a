"""What was said and what will be: for the member, for the own clerk, and as numbers for managers."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import TruncDate

from courses.members.models import Organisation
from courses.reminders import quiet
from courses.reminders.choosing import mails_for
from courses.reminders.digests import Booster, Digest
from courses.reminders.ladder import Kind
from courses.reminders.models import Bounce, Mail, MailLine, Reason

#: People in one round when the whole country is counted.
COUNTING = 2000
#: So far back managers see how many mails went.
SEEN_DAYS = timedelta(days=365)

#: All that may be read of a mail at the clerk's desk: of whom, about which module, what kind, when, what became of it.
FIELDS = ("sort_name", "module", "kind", "day", "state", "reason", "came_back")


def mails_of(*, user) -> list[Mail]:
    """Return every mail to `user`, newest first, with its `lines` and whether it came back (`back`); two queries."""
    lines = MailLine.objects.select_related(
        "programme_year__edition", "edition", "membership__organisation"
    ).order_by("due", "pk")  # fmt: skip
    back = Bounce.objects.filter(mail=OuterRef("pk"))
    return list(Mail.objects.filter(person=user).annotate(back=Exists(back)).prefetch_related(Prefetch("lines", lines)))


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a mail as a clerk sees it; `mail` is only for the button that says that it came back."""

    sort_name: str
    module: str
    kind: str
    day: date
    state: str
    reason: str
    came_back: bool
    mail: int

    @property
    def kind_in_words(self) -> str:
        return Kind(self.kind).label

    @property
    def state_in_words(self) -> str:
        return Mail.State(self.state).label

    @property
    def reason_in_words(self) -> str:
        return Reason(self.reason).label if self.reason else ""


def rows_of(*, memberships, start: int = 0, stop: int | None = None) -> list[Row]:
    """Return the lines about `memberships` (scoped by the caller), newest first; one query.

    Boosters are not among them: these are between the member and us.
    """
    lines = lines_about(memberships).annotate(
        sort_name=F("membership__sort_name"), module=F("programme_year__edition__title"),
        state=F("mail__state"), reason=F("mail__reason"),
        came_back=Exists(Bounce.objects.filter(mail=OuterRef("mail"), cleared_on=None)),
    )  # fmt: skip
    found = []
    for *values, mail, withheld in lines.values_list(*FIELDS, "mail", "withheld")[start:stop]:
        row = Row(*values[:4], *_state(*values[4:6], withheld), values[6], mail)
        found.append(row)
    return found


def _state(state, reason, withheld):
    """What became of a line. A clerk may know why a mail failed; why a line was left out is the member's."""
    if withheld or state == Mail.State.WITHHELD:
        return Mail.State.WITHHELD, ""
    return state, reason


def lines_about(memberships):
    """The lines about `memberships`, newest first; `day` is the mail's, or when a line that is in none was planned."""
    withheld = ~Q(withheld="") | Q(mail__state=Mail.State.WITHHELD)
    # a mail that says nothing of it may go all the same, with what is not the desk's: its day would tell
    day = Case(When(withheld, then=TruncDate("mail__planned_at", tzinfo=quiet.AMSTERDAM)), default=F("mail__day"))
    lines = MailLine.objects.filter(membership__in=memberships).annotate(day=day)
    return lines.order_by("-day", "membership__sort_key", "-pk")


def mail_about(*, memberships, pk: int) -> Mail:
    """Return the mail with this key when it says something about `memberships`; else Mail.DoesNotExist."""
    about = MailLine.objects.filter(mail=OuterRef("pk"), membership__in=memberships)
    return Mail.objects.filter(Exists(about)).get(pk=pk)


def bounces_about(*, memberships):
    """Addresses of the people of `memberships` that came back and were not cleared, by name."""
    member = memberships.filter(user=OuterRef("person")).order_by("sort_key", "pk")
    found = Bounce.objects.filter(cleared_on=None, address=F("person__email")).annotate(
        sort_name=Subquery(member.values("sort_name")[:1]), sort_key=Subquery(member.values("sort_key")[:1])
    )
    return found.filter(sort_key__isnull=False).order_by("sort_key", "pk")


def tomorrow(*, now: datetime, organisation=None) -> list[Digest]:
    """Return the mails of the next day as far as they are known at `now`: nobody who still gets one today."""
    today = quiet.local_day(now)
    today_ = set()
    if now.astimezone(quiet.AMSTERDAM).time() < quiet.UNTIL:
        today_ = {one.person.pk for one in mails_for(on=today, organisation=organisation, batch=COUNTING) if one.lines}
    found = mails_for(on=today + timedelta(days=1), organisation=organisation, batch=COUNTING)
    return [one for one in found if one.lines and one.person.pk not in today_]


def expected_rows(*, memberships, digests: list[Digest]) -> list[tuple[str, str]]:
    """Return (name to sort on, kind in words) of what `digests` say about `memberships`, by name; one query."""
    kinds = {
        line.about.membership: line.kind
        for digest in digests
        for line in digest.lines
        if not isinstance(line.about, Booster)
    }
    names = memberships.filter(pk__in=kinds).order_by("sort_key", "pk").values_list("pk", "sort_name")
    return [(name, Kind(kinds[pk]).label) for pk, name in names]


@dataclass
class Numbers:
    """How many mails of each state, and how many go tomorrow, of one organisation or of all."""

    name: str = ""
    states: Counter = field(default_factory=Counter)
    tomorrow: int = 0


def numbers(*, now: datetime) -> tuple[Numbers, list[Numbers]]:
    """Return the figures of all, and of each organisation by name; no names of people.

    Mails of the last year. A mail about mandates in two organisations counts in both, and once in all.
    """
    since = quiet.local_day(now) - SEEN_DAYS
    recent = Mail.objects.filter(day__gte=since)
    all_ = Numbers(states=Counter(dict(recent.order_by().values_list("state").annotate(Count("pk")))))
    by_key: dict[int, Numbers] = {}
    lines = MailLine.objects.filter(mail__day__gte=since, membership__isnull=False).order_by()
    for key, name, state, number in lines.values_list(
        "membership__organisation", "membership__organisation__name", "mail__state"
    ).annotate(Count("mail", distinct=True)):
        by_key.setdefault(key, Numbers(name)).states[state] = number
    digests = tomorrow(now=now)
    all_.tomorrow = len(digests)
    for key, name, number in _tomorrow_by_organisation(digests):
        by_key.setdefault(key, Numbers(name)).tomorrow = number
    return all_, sorted(by_key.values(), key=lambda one: one.name)


def _tomorrow_by_organisation(digests):
    found = Counter()
    for digest in digests:
        about = {line.about.organisation for line in digest.lines if not isinstance(line.about, Booster)}
        found.update(about)
    names = dict(Organisation.objects.filter(pk__in=found).values_list("pk", "name"))
    return [(key, names[key], number) for key, number in found.items()]
