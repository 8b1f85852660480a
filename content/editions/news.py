"""*What is new*: what differs between the edition that somebody completed and a later one, in sentences for members.

The differences are the net ones, between the two documents of each page: what changed and changed back in between is no
news. How much a difference matters, and what is said of it, comes from each step on the way: the notes of every edition
in between (`ChangeNote`) and the amendments of those that were open. What nobody classed counts as substantial.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from content.editions.changes import blocks_in, places
from content.editions.models import Amendment, ChangeNote, Edition, EditionNews, EditionStep, Frozen

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
EDITORIAL, SUBSTANTIAL, URGENT = Amendment.Kind.EDITORIAL, Amendment.Kind.SUBSTANTIAL, Amendment.Kind.URGENT
#: What counts while nobody classed a change: the side on which no member misses anything.
UNCLASSED = SUBSTANTIAL
WEIGHT = {EDITORIAL: 0, SUBSTANTIAL: 1, URGENT: 2}


@dataclass(frozen=True)
class NewsItem:
    """One thing to tell. `page` is the step's page, or the module's own; `position` that of the step in the present
    edition, None for a step that is gone and for the module itself; `what` is added, changed or removed. `written` says
    that the text is an author's, in the language of the edition, and not made of the title, in that of the screen.
    """

    page: int
    position: int | None
    title: str
    text: str
    urgent: bool
    what: str
    written: bool


@dataclass(frozen=True)
class News:
    """What stands above it, and the items: urgent ones first, then in the order of the steps.

    `language` is that in which the edition, and so what authors say of it, is written.
    """

    year: int
    language: str
    intro: str
    items: tuple[NewsItem, ...]

    @property
    def groups(self) -> list[list[NewsItem]]:
        """The items by step; a step with something urgent comes first."""
        groups = {}
        for item in self.items:
            groups.setdefault(item.page, []).append(item)
        return list(groups.values())


@dataclass(frozen=True)
class Served:
    """A page in an edition: what is served (`now`), what was when it opened (`first`), and the amendments between."""

    page: int
    position: int | None
    title: str
    first: str
    now: str
    amendments: tuple


def news_between(*, since: Edition, edition: Edition, completed_at: datetime | None = None) -> News:
    """Return what is new in `edition` for who completed `since`, an earlier edition of the same module.

    With `completed_at`, amendments to `since` after that moment count as well. Changes nothing; six queries, however
    many steps and years. Raises ValueError for two modules.
    """
    if since.module_id != edition.module_id:
        raise ValueError("an edition is compared with one of its own module")
    if since.year > edition.year:
        return News(edition.year, edition.language, "", ())
    years = served_in(
        Edition.objects.filter(module=edition.module_id, year__range=(since.year, edition.year)).order_by("year")
    )
    seen = {page: _seen(served, completed_at) for page, served in years[since].items()}
    present = years[edition]
    pages = [page for page in {**present, **seen} if page not in present or seen.get(page) != present[page].now]
    documents = documents_of(years, pages, extra=seen.values())
    notes = {}
    for note in ChangeNote.objects.filter(edition__in=years, page__in=pages):
        notes[note.edition_id, note.page_id, note.where] = note
    items = []
    for page in pages:
        road = list(_road(page, seen.get(page), years, documents, notes, completed_at))
        items += _items(page, seen.get(page), years[since].get(page), present.get(page), documents, road)
    last = len(present) + 1
    items.sort(key=lambda item: (not item.urgent, last if item.position is None else item.position))
    intro = EditionNews.objects.filter(edition=edition).values_list("intro", flat=True).first()
    return News(edition.year, edition.language, intro or "", tuple(items))


def served_in(editions) -> dict[Edition, dict[int, Served]]:
    """Return, for each of `editions` (a queryset, oldest first), what it serves by page: the module first, then the
    steps in their order. Three queries.
    """
    years = {edition: {} for edition in editions}
    amended = {}
    for amendment in Amendment.objects.filter(step__edition__in=years).order_by("at", "pk"):
        amended.setdefault(amendment.step_id, []).append(amendment)
    for edition, pages in years.items():
        digest = edition.frozen_id
        pages[edition.module_id] = Served(edition.module_id, None, edition.title, digest, digest, ())
    by_key = {edition.pk: pages for edition, pages in years.items()}
    for step in EditionStep.objects.filter(edition__in=years).order_by("position"):
        changed = tuple(amended.get(step.pk, ()))
        first = changed[0].before_id if changed else step.frozen_id
        by_key[step.edition_id][step.page_id] = Served(
            step.page_id, step.position, step.title, first, step.frozen_id, changed
        )
    return years


def documents_of(years, pages, extra=()) -> dict[str, dict]:
    """Return the documents of `pages` in `years` by digest; `extra` are digests beside them. One query."""
    wanted = set(extra)
    for served in (
        served_by_page[page] for served_by_page in years.values() for page in pages if page in served_by_page
    ):
        wanted |= {served.first, served.now}
        wanted |= {digest for one in served.amendments for digest in (one.before_id, one.after_id)}
    return dict(Frozen.objects.filter(pk__in=wanted).values_list("pk", "document"))


def _seen(served, completed_at):
    """Return the digest that somebody saw who completed at that moment."""
    for amendment in served.amendments if completed_at else ():
        if amendment.at > completed_at:
            return amendment.before_id
    return served.now


def _road(page, seen, years, documents, notes, completed_at):
    """Yield (where, kind, sentence) of each change that `page` went through, oldest first."""
    at = seen
    for number, (edition, pages) in enumerate(years.items()):
        served = pages.get(page)
        if number:
            for where in _wheres(at, served and served.first, documents):
                note = notes.get((edition.pk, page, where))
                yield where, (note and note.kind) or UNCLASSED, note.text if note else ""
        for amendment in served.amendments if served else ():
            if number or (completed_at and amendment.at > completed_at):
                for where in _wheres(amendment.before_id, amendment.after_id, documents):
                    yield where, amendment.kind, amendment.reason
        at = served and served.now


def _wheres(old, new, documents):
    if old == new:
        return []
    if old is None or new is None:
        return [ChangeNote.WHOLE]
    return [change.where for change in places(documents[old], documents[new])]


def _items(page, seen, past, present, documents, road):
    """Yield the news of one page: its sentences, or one made from its title where nobody wrote any."""
    if present is None:
        what, net, counting = REMOVED, {ChangeNote.WHOLE}, [one for one in road if one[0] == ChangeNote.WHOLE][-1:]
    elif seen is None:
        what, net, counting = ADDED, {ChangeNote.WHOLE}, road
    else:
        net_changes = places(documents[seen], documents[present.now])
        what, net = CHANGED, {change.where for change in net_changes}
        inside = {block["id"] for change in net_changes if change.what == ADDED for block in blocks_in(change.after)}
        counting = [one for one in road if one[0] in net | inside]
        # such as a step that went and came back: nobody was asked about what differs in the end
        counting += [(where, UNCLASSED, "") for where in sorted(net - {where for where, _kind, _text in counting})]
    telling = [(kind, text) for _where, kind, text in counting if WEIGHT[kind] > WEIGHT[EDITORIAL]]
    if not net or not telling:
        return
    title = (present or past).title
    position = present.position if present else None
    told = {}
    for kind, text in telling:
        told[text] = told.get(text, False) or kind == URGENT
    if "" in told and len(told) > 1 and not told[""]:
        del told[""]
    for text, urgent in told.items():
        yield NewsItem(page, position, title, text or _made(what, title), urgent, what, bool(text))


def _made(what, title):
    if what == ADDED:
        return _("“%(title)s” is new.") % {"title": title}
    if what == REMOVED:
        return _("“%(title)s” is no longer part of this module.") % {"title": title}
    return _("“%(title)s” has changed.") % {"title": title}
