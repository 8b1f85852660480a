"""The manager's screens: the years of a programme, opening one, and how far that is. No names, no members."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from courses.planning.checking import check, editions_for
from courses.planning.errors import PlanningError
from courses.planning.forms import OpenYearForm
from courses.planning.models import Programme
from courses.planning.progress import opened_so_far
from courses.planning.tasks import open_year_in_background

#: Seconds between two looks at a year that is being opened.
LOOK_AGAIN = 2


def for_managers(view):
    """Decorator: give the view the programme; only who may change programmes comes in."""

    @wraps(view)
    def page(request, pk, **kwargs):
        if not request.user.has_perm("courses.change_programme"):
            raise PermissionDenied
        return view(request, programme=get_object_or_404(Programme, pk=pk), **kwargs)

    return page


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def years(request, programme):
    """The years that are open; a POST opens one in the background."""
    today = timezone.localdate()
    form = OpenYearForm(request.POST or None, initial={"year": today.year})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        try:
            for edition in editions_for(programme=programme, year=year):
                check(programme=programme, year=year, edition=edition, today=today)
        except PlanningError as refusal:
            form.add_error(None, str(refusal))
        else:
            open_year_in_background.enqueue(programme.pk, year, today.isoformat())
            return redirect("programme_year_opening", pk=programme.pk, year=year)
    return render(
        request,
        "courses/planning/admin/years.html",
        {"programme": programme, "form": form, "years": programme.years.select_related("edition")},
    )


@require_safe
@for_managers
def opening(request, programme, year):
    """How far the opening of a year is. Looks again by itself, without script, until it is done."""
    opened = opened_so_far(programme=programme, year=year)
    headers = {} if opened.complete else {"Refresh": str(LOOK_AGAIN)}
    context = {"programme": programme, "year": year, "opened": opened}
    response = render(request, "courses/planning/admin/opening.html", context)
    for name, value in headers.items():
        response[name] = value
    return response
