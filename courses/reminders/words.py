"""Which mail a digest becomes, and the words in it that depend on dates and numbers."""

from django.core.mail import EmailMultiAlternatives

from courses.letters import letter
from courses.members.models import Kind as OrganisationKind
from courses.reminders.digests import Booster, Digest, Obligation
from courses.reminders.ladder import Kind

FOLDER = "courses/reminders/email"
HOME = "/leren/"
#: The mail is named for what is most pressing in it.
_PRESSING = [Kind.BY_CLERK, Kind.OVERDUE, Kind.DAYS_3, Kind.DAYS_14, Kind.DAYS_30, Kind.INVITATION]
_NAMES = {Kind.BY_CLERK: "by_clerk", Kind.OVERDUE: "overdue", Kind.INVITATION: "invitation"}


def message_for(digest: Digest, *, message_id: str) -> EmailMultiAlternatives:
    """Return the mail that says `digest`, under `message_id`. Raises ValidationError when the address is none."""
    name, link, context = parts_of(digest)
    message = letter(
        name=name, to=digest.person.email, language=digest.person.language, link=link, context={"digest": context}
    )
    message.extra_headers = {**message.extra_headers, "Message-ID": message_id}
    return message


def parts_of(digest: Digest) -> tuple[str, str, dict]:
    """Return the name of the mail, its link and what its templates are given."""
    boosters = [line.about for line in digest.lines if isinstance(line.about, Booster)]
    tasks = [line.about for line in digest.lines if isinstance(line.about, Obligation)]
    kinds = {line.kind for line in digest.lines}
    leading = next((kind for kind in _PRESSING if kind in kinds), None)
    about = tasks[0] if tasks else None
    context = {
        "first_name": digest.person.name.split(" ")[0],
        "on": digest.on,
        "boosters": [{"title": one.title, "language": one.language} for one in boosters],
        "tasks": [_task(one, digest.on) for one in tasks],
        "also": [_task(one, digest.on) for one in digest.also],
        "minutes": sum(one.minutes for one in tasks),
        "returning": any(one.returning for one in tasks),
        "days": (min(one.due for one in tasks) - digest.on).days if tasks else 0,
        "council": _council(about) if about else "",
        "water": bool(about) and about.organisation_kind == OrganisationKind.WATER_AUTHORITY,
    }
    if leading is None:
        links = {one.link for one in boosters}
        return f"{FOLDER}/booster", links.pop() if len(links) == 1 else HOME, context
    return f"{FOLDER}/{_NAMES.get(leading, 'reminder')}", HOME, context


def _task(one: Obligation, on) -> dict:
    return {
        "title": one.title,
        "language": one.language,
        "due": one.due,
        "minutes": one.minutes,
        "returning": one.returning,
        "past": one.due < on,
    }


def _council(one: Obligation) -> str:
    """Which body the module is for, as templates choose their words by it."""
    return {
        OrganisationKind.MUNICIPALITY: "council",
        OrganisationKind.PROVINCE: "states",
        OrganisationKind.WATER_AUTHORITY: "board",
    }.get(one.organisation_kind, "")
