"""/leren/dit-ziet-uw-griffier/: the desk's own row, for the member whose row it is."""

from django.urls import path

from courses.overview.year import mirror

app_name = "mirror"
urlpatterns = [path("", mirror.mirror, name="mine")]
