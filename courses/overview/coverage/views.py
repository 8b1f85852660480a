"""Dekking in the admin: which share of organisations and new members was trained. For managers, without names."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.overview.coverage import files
from courses.overview.coverage.counts import LETTER, LETTER_YEAR, counted_on, coverage
from courses.overview.coverage.hiding import ORGANISATIONS, PEOPLE


def may_see(user) -> bool:
    """Managers: who may also say who must learn what."""
    return user.has_perm("courses.change_programme")


def for_managers(view):
    """Decorator: only managers come in; the view is given the table of today."""

    @wraps(view)
    def page(request, **kwargs):
        if not may_see(request.user):
            raise PermissionDenied
        return view(request, found=coverage(today=timezone.localdate()), **kwargs)

    return page


@require_safe
@for_managers
def table(request, found):
    """Both measures, for each place and year."""
    context = {
        "coverage": found,
        "measures": files.measures(found),
        "people": PEOPLE,
        "organisations": ORGANISATIONS,
        "letter": LETTER,
        "letter_year": LETTER_YEAR,
    }
    return render(request, "courses/overview/admin/coverage.html", context)


@require_safe
@for_managers
def download(request, found, kind):
    """The same cells as a file; nothing in it is about a person, so it is not noted."""
    name = f"dekking-{counted_on(timezone.localdate()):%Y-%m}.{kind}"
    if kind == "xlsx":
        return FileResponse(files.workbook(found), as_attachment=True, filename=name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    lines = files.csv_lines(found)
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
