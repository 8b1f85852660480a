"""The overview of a year: who is done, who is under way, who has not begun."""

from urllib.parse import urlencode

from django.views.decorators.http import require_safe

from content.sheets.selectors import handouts
from courses.members.models import Office
from courses.members.offices import OFFICES_OF
from courses.overview import selectors
from courses.overview.choice import LATE, SHOWN, Choice
from courses.overview.desk import at_desk, desk_page
from courses.overview.tracks import chosen_year, programmes_of, track
from courses.overview.year import bars
from courses.overview.year.curve import curve_of
from courses.overview.year.tasks import tasks_of
from courses.planning.status import Status


@require_safe
@at_desk
def overview(request, organisation, on, year=None):
    """Who is done, who is under way, who has not begun."""
    years = selectors.years_of(organisation=organisation, on=on)
    choice = Choice.from_query(request.GET)
    if year is None and not years:
        context = {"handouts": handouts(), "tasks": tasks_of(organisation=organisation, on=on)}
        return desk_page(request, "courses/overview/nothing.html", organisation, **context)
    programme_year = chosen_year(years, year, choice.programme)
    table = selectors.table(organisation=organisation, programme_year=programme_year, choice=choice, on=on)
    context = {
        "programme_year": programme_year,
        "years": [y for y in years if track(y) == track(programme_year)],
        "programmes": programmes_of(years, programme_year.year),
        "table": table,
        "counts": table.counts,
        "bar": bars.bar_of(table.counts),
        "curve": curve_of(
            table.finished,
            total=table.counts.total,
            opened_on=programme_year.opened_on,
            due=programme_year.due,
            on=on,
        ),
        "choice": choice,
        "shown": _shown(choice, table),
        "offices": _offices(organisation),
        "plain": _address(choice, zoek="", functie="", sinds="", toon=""),
        "modules": sum(one.year == programme_year.year for one in years) > 1,
        "columns": _columns(choice),
        "pages": _pages(choice, table),
        "handouts": handouts(),
        "tasks": tasks_of(organisation=organisation, on=on),
        "on": on,
    }
    return desk_page(request, "courses/overview/year.html", organisation, **context)


def _address(choice, **changes):
    """The query of this page with other choices; what is the default is left out."""
    since = choice.since.isoformat() if choice.since else ""
    asked = {"programma": choice.programme_value, "zoek": choice.search, "functie": choice.office, "sinds": since}
    asked |= {"toon": choice.show, "sorteer": choice.sort_value, "pagina": 1, **changes}
    default = {"sorteer": "naam", "pagina": 1}
    return "?" + urlencode({name: value for name, value in asked.items() if value != default.get(name, "")})


def _shown(choice, table):
    """Who is not applicable gets a place only where there is such a member; who is late is counted when asked."""
    counts = table.chosen
    found = [("", counts.rows, _address(choice, toon=""), not choice.show)]
    for name, status in SHOWN.items():
        number = counts.of_status(status)
        if number or status != Status.EXEMPT or choice.show == name:
            found.append((name, number, _address(choice, toon=name), choice.show == name))
    late = "" if table.late is None else table.late
    return [*found, (LATE, late, _address(choice, toon=LATE), choice.late)]


def _offices(organisation):
    """The offices that such an organisation has, in the order of the register."""
    return [office for office in Office if office in OFFICES_OF[organisation.kind]]


def _columns(choice):
    """For each column: its name, the value of its button, and how it is sorted now ("" when it is not)."""
    found = {}
    for name in ("naam", "status", "datum"):
        now = ("descending" if choice.down else "ascending") if choice.sort == name else ""
        found[name] = {"value": f"-{name}" if now == "ascending" else name, "now": now}
    return found


def _pages(choice, table):
    return {
        "previous": _address(choice, pagina=table.page - 1) if table.page > 1 else "",
        "next": _address(choice, pagina=table.page + 1) if table.page < table.pages else "",
    }
