"""Content's door to the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from content.help.reminding import NumbersToCallPanel
from content.reviewing.reminding import OpenChecksPanel
from content.viewsets import VIEWSETS, modules

for viewset in VIEWSETS:
    register_snippet(viewset)


@hooks.register("register_admin_viewset")
def register_modules():
    return modules


@hooks.register("construct_homepage_panels")
def remind_of_numbers(request, panels):
    panels.insert(0, NumbersToCallPanel())


@hooks.register("construct_homepage_panels")
def remind_of_checks(request, panels):
    if request.user.has_perm("content.change_question"):
        panels.append(OpenChecksPanel())
