"""The list with names: what it holds and who sees that it was taken, then the question who you are, then the list."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from courses.overview import selectors
from courses.overview.choice import Choice, number, programme_value
from courses.overview.desk import at_desk, desk_page
from courses.overview.names import exporting, fresh
from courses.overview.tracks import chosen_year


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def names(request, organisation, on):
    """What the list holds; a POST confirms that one wants it, and leads to the question who one is."""
    years = selectors.years_of(organisation=organisation, on=on)
    if not years:
        return desk_page(request, "courses/overview/report_nothing.html", organisation)
    programme_year = _chosen(years, request.GET)
    back = _address(organisation, programme_year)
    is_fresh = fresh.is_fresh(request.session, organisation=organisation, now=timezone.now())
    if request.method == "POST":
        if is_fresh:
            return redirect(back)
        fresh.ask(request.session, organisation=organisation, back=back)
        return redirect(fresh.DOOR)
    context = {
        "programme_year": programme_year,
        "choices": [(one, _address(organisation, one)) for one in years],
        "value": programme_value(programme_year.programme_id, programme_year.module_id),
        "is_fresh": is_fresh,
        "minutes": fresh.SECONDS // 60,
        "heading": exporting.heading(),
    }
    return desk_page(request, "courses/overview/names.html", organisation, **context)


@at_desk
@require_POST
def export(request, organisation, on, year, kind):
    """The whole year as a list with names, for who has just shown who they are; written down as taken."""
    years = selectors.years_of(organisation=organisation, on=on)
    programme_year = _chosen(years, {"jaar": str(year), "programma": request.POST.get("programma")})
    now = timezone.now()
    if not fresh.is_fresh(request.session, organisation=organisation, now=now):
        messages.info(request, _("No list was made. First show once more that it is you; that works for five minutes."))
        return redirect(_address(organisation, programme_year))
    exporting.note_export(
        organisation=organisation, programme_year=programme_year, by=request.user, on=on, kind=kind, now=now
    )
    rows = selectors.export_rows(organisation=organisation, programme_year=programme_year, on=on)
    name = f"overzicht-{organisation.code}-{year}.{kind}"
    if kind == "xlsx":
        return FileResponse(exporting.workbook(rows), as_attachment=True, filename=name)
    return StreamingHttpResponse(
        exporting.csv_lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chosen(years, query):
    """The programme year of the address. What is no year there is none that was opened."""
    year = query.get("jaar")
    return chosen_year(years, None if year is None else number(year) or 0, Choice.from_query(query).programme)


def _address(organisation, programme_year):
    value = programme_value(programme_year.programme_id, programme_year.module_id)
    query = urlencode({"jaar": programme_year.year, "programma": value})
    return f"{reverse('overview:names', args=[organisation.code])}?{query}"
