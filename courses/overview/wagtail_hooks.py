"""Overview's door to the admin: who sits at which desk, and coverage of the country. Nothing that holds a member is
registered."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.overview.access import admin as desks
from courses.overview.coverage import views as coverage


@hooks.register("register_admin_urls")
def register_desks_and_coverage():
    return [
        path("griffies/", desks.all_desks, name="all_desks"),
        path("griffies/<slug:code>/", desks.one_desk, name="one_desk"),
        path("griffies/<slug:code>/<number:pk>/einde/", desks.end, name="end_desk_role"),
        path("griffies/<slug:code>/logboek/", desks.log, name="desk_log"),
        path("dekking/", coverage.table, name="coverage"),
        path("dekking/dekking.csv", coverage.download, {"kind": "csv"}, name="coverage_csv"),
        path("dekking/dekking.xlsx", coverage.download, {"kind": "xlsx"}, name="coverage_xlsx"),
    ]


class DesksMenuItem(MenuItem):
    def is_shown(self, request):
        return desks.may_see(request.user)


class CoverageMenuItem(MenuItem):
    def is_shown(self, request):
        return coverage.may_see(request.user)


@hooks.register("register_admin_menu_item")
def desks_menu_item():
    return DesksMenuItem(_("Clerks’ desks"), reverse("all_desks"), icon_name="group", order=330)


@hooks.register("register_admin_menu_item")
def coverage_menu_item():
    return CoverageMenuItem(_("Coverage"), reverse("coverage"), icon_name="table", order=331)
