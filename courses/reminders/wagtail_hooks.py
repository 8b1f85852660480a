"""Reminders' door to the admin: quiet periods, and how many mails went. Nothing that holds a person is registered."""

from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from courses.reminders import admin_views, simulator
from courses.reminders.forms import QuietPeriodForm
from courses.reminders.models import QuietPeriod

SIMULATOR = "programmas/<number:pk>/proef/"


def in_words(period) -> str:
    """The days of a quiet period as a sentence."""
    first, last = (date_format(day, "j F Y") for day in (period.starts_on, period.ends_on))
    return _("%(first)s up to and including %(last)s") % {"first": first, "last": last}


def for_whom(period) -> str:
    """Where a quiet period holds."""
    if period.organisation_id:
        return str(period.organisation)
    return ", ".join(period.kinds) or _("all organisations")


class QuietPeriodViewSet(ModelViewSet):
    model = QuietPeriod
    name = url_prefix = "stille-periodes"
    menu_label = gettext_lazy("Quiet periods")
    icon = "calendar"
    add_to_admin_menu = True
    menu_order = 310
    copy_view_enabled = inspect_view_enabled = False
    list_display = [
        "title",
        Column("days", label=gettext_lazy("Days without mails"), accessor=in_words),
        Column("whom", label=gettext_lazy("For whom"), accessor=for_whom),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldPanel("kinds"),
            FieldPanel("organisation"),
        ],
        base_form_class=QuietPeriodForm,
    )


quiet_periods = QuietPeriodViewSet()


@hooks.register("register_admin_viewset")
def register_quiet_periods():
    return quiet_periods


@hooks.register("register_admin_urls")
def register_mails():
    return [
        path("berichten/", admin_views.mails, name="reminders_mails"),
        path(SIMULATOR, simulator.ask, name="programme_simulator"),
        path(f"{SIMULATOR}<uuid:count>/", simulator.simulated, name="programme_simulated"),
        path(f"{SIMULATOR}<uuid:count>/lijst.csv", simulator.simulated_csv, name="programme_simulated_csv"),
    ]


class MailsMenuItem(MenuItem):
    def is_shown(self, request):
        return admin_views.may_see(request.user)


@hooks.register("register_admin_menu_item")
def mails_menu_item():
    return MailsMenuItem(gettext_lazy("Mails"), reverse("reminders_mails"), icon_name="mail", order=320)
