"""Logboek of a desk: who did what, and when."""

from django.views.decorators.http import require_safe

from courses.members.log.lines import PAGE, lines_of
from courses.overview.desk import at_desk, desk_page
from courses.pages import page_in


@require_safe
@at_desk
def log(request, organisation, on):
    """The lines of this desk, newest first."""
    return desk_page(request, "courses/overview/log.html", organisation, **page_of(request, organisation))


def page_of(request, organisation, *, with_names=True) -> dict:
    """The lines of the page that the address asks for, for a template."""
    page = page_in(request.GET)
    lines = lines_of(organisation=organisation, start=(page - 1) * PAGE, stop=page * PAGE + 1, with_names=with_names)
    return {"lines": lines[:PAGE], "page": page, "more": len(lines) > PAGE}
