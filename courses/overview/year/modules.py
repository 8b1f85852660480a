"""All modules of a year in one table: for each member one status a module."""

from django.http import Http404
from django.views.decorators.http import require_safe

from courses.overview import selectors
from courses.overview.choice import Choice
from courses.overview.desk import at_desk, desk_page


@require_safe
@at_desk
def modules(request, organisation, on, year):
    """Members by name, a column for each module that asks something in `year`."""
    years = [one for one in selectors.years_of(organisation=organisation, on=on) if one.year == year]
    if not years:
        raise Http404
    page = Choice.from_query(request.GET).page
    years.sort(key=lambda one: (one.programme.title, one.edition.title, one.pk))
    rows, more = selectors.side_by_side(organisation=organisation, programme_years=years, page=page, on=on)
    context = {"year": year, "years": years, "rows": rows, "page": page, "more": more}
    return desk_page(request, "courses/overview/modules.html", organisation, **context)
