"""/griffie/<code>/verslag/: the report, without names."""

from django.urls import path

from courses.overview.report import views
from courses.overview.report.files import KINDS

urlpatterns = [
    path("<slug:code>/verslag/", views.report, name="report"),
    path("<slug:code>/verslag/kaal/", views.plain, name="report_plain"),
    *(
        path(f"<slug:code>/verslag/verslag.{kind}", views.download, {"kind": kind}, name=f"report_{kind}")
        for kind in KINDS
    ),
]
