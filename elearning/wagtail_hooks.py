"""The admin as one house with the site: its mark and colours, the order of its menu, and what to do first."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from elearning.accounts import address_views


@hooks.register("insert_global_admin_css")
def colours():
    return format_html('<link rel="stylesheet" href="{}">', static("elearning/css/beheer.css"))


@hooks.register("construct_help_menu")
def no_outside_help(request, items):
    """Wagtail's own help leads to other sites, in English."""
    items.clear()


class Start(Component):
    """The first panel of the admin: the four steps of writing a module."""

    order = 10
    template_name = "elearning/admin/start.html"

    def get_context_data(self, parent_context):
        return {
            "modules": reverse("modules:index"),
            "questions": reverse("wagtailsnippets_content_question:list"),
        }


@hooks.register("register_admin_urls")
def addresses():
    return [path("adressen/", address_views.requests, name="address_requests")]


class AddressesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("courses.change_programme")


@hooks.register("register_admin_menu_item")
def addresses_menu_item():
    return AddressesMenuItem(_("Other addresses"), reverse("address_requests"), icon_name="mail", order=330)


@hooks.register("construct_homepage_panels")
def start(request, panels):
    if request.user.has_perm("content.add_question"):
        panels.append(Start())
