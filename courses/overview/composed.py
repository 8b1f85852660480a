"""The queries of the overview: composed once a day for each year and kept, then only sent with other parameters."""

from django.db.models import F, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from courses.members import scope
from courses.prepared import Prepared

#: So many composed queries a process keeps, some kilobytes each.
COMPOSED = 300
_composed: dict = {}


def ask(what, build, *, organisation, year, on, choice=None) -> list[tuple]:
    """Return the rows of `build(memberships)`, a query that is composed once a day for each `what` and year.

    Composing costs Django about as much as a database needs to answer for 10,000 members. Everything that the query
    takes from the programme and its year stands in the key; only the organisation, and what a clerk typed in `choice`,
    differ from one call to the next: a query is composed for each number of words, not for each search.
    """
    programme = year.programme
    dates = (year.year, year.due, year.counts_from, year.opened_on)
    audience = (programme.organisation_id, programme.each_year, tuple(programme.kinds), tuple(programme.offices))
    office, typed = (choice.office, _typed(choice)) if choice else ("", {})
    key = (what, on, year.pk, dates, year.module_id, audience, office, tuple(typed))
    if key not in _composed:
        if len(_composed) >= COMPOSED:
            _composed.clear()
        _composed[key] = Prepared(
            lambda organisation, **typed: build(_members(organisation, office, **typed)),
            organisation=int,
            **{name: type(value) for name, value in typed.items()},
        )
    return _composed[key].rows(organisation=organisation.pk, **typed)


def _typed(choice) -> dict:
    """What was typed, as parameters: a first day, and words."""
    words = {f"word{number}": word for number, word in enumerate(choice.words)}
    return ({"since": choice.since} if choice.since else {}) | words


def _members(organisation, office, since=None, **words):
    """The members of an organisation (a key) in this office, begun since that day, in whose names all words stand.

    The index on organisation and name holds what is looked through; no letter of a word means anything to a database.
    """
    found = scope.members(organisation=organisation)
    if office:
        found = found.filter(office=office)
    if since:
        found = found.filter(start__gte=since)
    for word in words.values():
        found = found.filter(GreaterThan(StrIndex(F("sort_key"), Value(word)), 0))
    return found
