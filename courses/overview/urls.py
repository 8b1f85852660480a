"""/griffie/: the clerk's desk."""

from django.urls import path

from courses.overview import home
from courses.overview.access import urls as access
from courses.overview.evening import urls as evening
from courses.overview.lists import urls as lists
from courses.overview.local import urls as local
from courses.overview.mailing import urls as mailing
from courses.overview.names import urls as names
from courses.overview.people import urls as people
from courses.overview.report import urls as report
from courses.overview.year import urls as year

app_name = "overview"
urlpatterns = [
    path("", home.home, name="home"),
    *year.urlpatterns,
    *mailing.urlpatterns,
    *lists.urlpatterns,
    *people.urlpatterns,
    *access.urlpatterns,
    *local.urlpatterns,
    *evening.urlpatterns,
    *report.urlpatterns,
    *names.urlpatterns,
]
