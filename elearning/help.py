"""The public help page. No database, no session, no cookie, and nobody keeps who opened it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from content.help import rendering


@require_safe
def page(request):
    response = HttpResponse(rendering.page())
    response["Cache-Control"] = "public, max-age=300"
    return response
