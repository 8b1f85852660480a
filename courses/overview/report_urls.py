"""/griffie/<code>/verslag/: the report, and the list with names apart from it."""

from django.urls import path

from courses.overview import annual_views, names
from courses.overview.annual_files import KINDS

urlpatterns = [
    path("<slug:code>/verslag/", annual_views.report, name="report"),
    path("<slug:code>/verslag/kaal/", annual_views.plain, name="report_plain"),
    *(
        path(f"<slug:code>/verslag/verslag.{kind}", annual_views.download, {"kind": kind}, name=f"report_{kind}")
        for kind in KINDS
    ),
    path("<slug:code>/verslag/namen/", names.names, name="names"),
]
