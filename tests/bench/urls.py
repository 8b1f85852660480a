"""The site's addresses, and the floor: a page that only knows who asks."""

from django.http import HttpResponse
from django.urls import path

from elearning.urls import handler400, handler403, handler404, handler429, handler500, urlpatterns  # noqa: F401


def bare(request):
    """Session and user through the site's own middleware, and nothing else."""
    return HttpResponse(str(request.user.pk))


urlpatterns = [path("bench/bare/", bare), *urlpatterns]
