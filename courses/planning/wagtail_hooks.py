"""Planning's door to the admin: programmes and their years. Nothing that holds a member is registered."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from courses.planning import admin_views
from courses.planning.forms import ProgrammeForm
from courses.planning.models import Programme


class ProgrammeIndexView(IndexView):
    """Each programme also leads to its years."""

    def get_list_more_buttons(self, instance):
        years = MenuItem(_("Years"), url=reverse("programme_years", args=[instance.pk]), icon_name="date", priority=5)
        return [years, *super().get_list_more_buttons(instance)]


class ProgrammeViewSet(ModelViewSet):
    model = Programme
    name = url_prefix = "programmas"
    menu_label = _("Programmes")
    icon = "date"
    add_to_admin_menu = True
    menu_order = 300
    copy_view_enabled = inspect_view_enabled = False
    list_display = ["title", "organisation", "starts_on", "ends_on"]
    index_view_class = ProgrammeIndexView
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            InlinePanel(
                "modules", [FieldPanel("module")], heading=_("Modules, in order"), label=_("module"), min_num=1
            ),
            FieldPanel("organisation"),
            FieldPanel("kinds"),
            FieldPanel("offices"),
            FieldPanel("days_after_start"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_month"), FieldPanel("opens_day")]),
                    FieldRowPanel([FieldPanel("due_month"), FieldPanel("due_day")]),
                    FieldRowPanel([FieldPanel("counts_month"), FieldPanel("counts_day")]),
                ],
                heading=_("Each year"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("earliest_month"), FieldPanel("earliest_day")]),
                    FieldRowPanel([FieldPanel("latest_month"), FieldPanel("latest_day")]),
                ],
                heading=_("Limits for an organisation that moves the window"),
            ),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        ],
        base_form_class=ProgrammeForm,
    )


programmes = ProgrammeViewSet()


@hooks.register("register_admin_viewset")
def register_programmes():
    return programmes


@hooks.register("register_admin_urls")
def register_years():
    return [
        path("programmas/<number:pk>/jaren/", admin_views.years, name="programme_years"),
        path("programmas/<number:pk>/jaren/<number:year>/", admin_views.opening, name="programme_year_opening"),
    ]
