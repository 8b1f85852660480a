"""The style sheet with an organisation's colour: the same for everybody, so without session or database."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from courses.members.look.stylesheet import sheet_at


@require_safe
def sheet(request, name):
    """The sheet of this name; 404 for a colour that was refused, or that an older release wrote otherwise."""
    found = sheet_at(name)
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
