"""Overview's door to the admin: coverage of the country. Nothing that holds a person is registered."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courses.overview import coverage_views


@hooks.register("register_admin_urls")
def register_coverage():
    return [
        path("dekking/", coverage_views.table, name="coverage"),
        path("dekking/dekking.csv", coverage_views.download, {"kind": "csv"}, name="coverage_csv"),
        path("dekking/dekking.xlsx", coverage_views.download, {"kind": "xlsx"}, name="coverage_xlsx"),
    ]


class CoverageMenuItem(MenuItem):
    def is_shown(self, request):
        return coverage_views.may_see(request.user)


@hooks.register("register_admin_menu_item")
def coverage_menu_item():
    return CoverageMenuItem(_("Coverage"), reverse("coverage"), icon_name="table", order=330)
