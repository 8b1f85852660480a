"""Content's door to the admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from content.editions import admin_views
from content.help.reminding import NumbersToCallPanel
from content.reviewing.reminding import OpenChecksPanel
from content.viewsets import VIEWSETS, modules

for viewset in VIEWSETS:
    register_snippet(viewset)


@hooks.register("register_admin_viewset")
def register_modules():
    return modules


class EditionsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(admin_views.PERMISSION)


@hooks.register("register_admin_menu_item")
def editions_menu_item():
    return EditionsMenuItem(_("Editions"), reverse("editions"), name="editions", icon_name="history", order=95)


@hooks.register("register_admin_urls")
def register_editions():
    return [
        path("jaargangen/", admin_views.index, name="editions"),
        path("jaargangen/module/<int:pk>/", admin_views.opening, name="edition_opening"),
        path("jaargangen/<int:pk>/", admin_views.changes, name="edition_changes"),
        path("jaargangen/<int:pk>/nieuw/", admin_views.preview, name="edition_news_preview"),
        path("jaargangen/<int:pk>/onderdeel/<int:page>/", admin_views.step_changes, name="edition_step_changes"),
    ]


@hooks.register("construct_homepage_panels")
def remind_of_numbers(request, panels):
    panels.insert(0, NumbersToCallPanel())


@hooks.register("construct_homepage_panels")
def remind_of_checks(request, panels):
    if request.user.has_perm("content.change_question"):
        panels.append(OpenChecksPanel())
