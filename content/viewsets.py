"""Content's screens in the admin: one hub for all questions with a viewset for each type, learning objectives, figures.

The hub lists every question; adding asks for a type first, and whatever is done to a question is done in its own type's
screens. The bare base class has no form anywhere: Wagtail would rebuild a subtype as a base row and lose its fields.
"""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from content.editions.models import Edition
from content.figures.models import Figure
from content.objectives import Objective
from content.pages import ModulePage
from content.questions.base import Question
from content.questions.matching import MatchingQuestion
from content.questions.multiple_choice import MultipleChoiceQuestion
from content.questions.numeric_estimate import NumericEstimateQuestion
from content.questions.ordering import OrderingQuestion
from content.questions.screens import (
    ChooseTypeView,
    CopyQuestionView,
    DeleteQuestionView,
    QuestionChooserViewSet,
    QuestionsView,
    ToOwnTypeView,
)
from content.questions.single_choice import SingleChoiceQuestion
from content.questions.statement import StatementQuestion

QUESTION_MODELS = (
    SingleChoiceQuestion,
    MultipleChoiceQuestion,
    StatementQuestion,
    OrderingQuestion,
    MatchingQuestion,
    NumericEstimateQuestion,
)
#: Screens of the hub that only point to the question's own type.
OWN_SCREENS = ("edit", "copy", "delete", "usage", "history")


def trainer_models() -> list[type[Model]]:
    """Return every content model, but for pages, that a trainer writes or opens: one permission set covers them all.

    Base and subtypes belong together: the hub and the chooser ask for the base, the editors for the subtype.
    """
    return [Question, *QUESTION_MODELS, Objective, Figure, Edition]


class QuestionFilters(WagtailFilterSet):
    """By type, by learning objective, archived or not."""

    polymorphic_ctype = django_filters.ModelChoiceFilter(
        label=_("Type"),
        queryset=lambda request: ContentType.objects.filter(
            pk__in=[kind.pk for kind in ContentType.objects.get_for_models(*QUESTION_MODELS).values()]
        ),
    )

    class Meta:
        model = Question
        fields = ["polymorphic_ctype", "objective", "archived"]


class QuestionHub(SnippetViewSet):
    """All questions, the only question item in the menu."""

    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_order = 200
    add_to_admin_menu = True
    copy_view_enabled = False
    filterset_class = QuestionFilters
    index_view_class = QuestionsView
    chooser_viewset_class = QuestionChooserViewSet
    #: the base is never edited; Wagtail still wants panels to build its screens from
    panels = [FieldPanel("prompt")]

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(subtypes=QUESTION_MODELS, **kwargs)

    def get_urlpatterns(self):
        choose_type = self.construct_view(ChooseTypeView, subtypes=QUESTION_MODELS)
        return [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
            path("add/", choose_type, name="add"),
            *(path(f"{name}/<int:pk>/", ToOwnTypeView.as_view(screen=name), name=name) for name in OWN_SCREENS),
        ]


class QuestionTypeViewSet(SnippetViewSet):
    """The screens of one type. Its list is the hub."""

    icon = "help"
    #: it hangs under the hub, so it stays out of the generic list of snippets
    menu_item_is_registered = True
    copy_view_class = CopyQuestionView
    delete_view_class = DeleteQuestionView
    delete_template_name = "content/questions/confirm_delete.html"
    chooser_viewset_class = QuestionChooserViewSet

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"index_url_name": hub.get_url_name("list"), **kwargs})

    def get_copy_view_kwargs(self, **kwargs):
        return kwargs

    def get_urlpatterns(self):
        to_hub = RedirectView.as_view(pattern_name=hub.get_url_name("list"))
        own = [pattern for pattern in super().get_urlpatterns() if pattern.name not in ("list", "list_results")]
        return [path("", to_hub, name="list"), path("results/", to_hub, name="list_results"), *own]


class ObjectiveViewSet(SnippetViewSet):
    model = Objective
    icon = "tick-inverse"
    menu_label = _("Learning objectives")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["statement", "code"]
    panels = [FieldPanel("code"), FieldPanel("statement")]


class FigureViewSet(SnippetViewSet):
    model = Figure
    icon = "table"
    menu_label = _("Figures")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["title", "source"]


class ModuleListing(PageListingViewSet):
    """The library: all modules, whatever page they stand under."""

    model = ModulePage
    icon = "doc-full-inverse"
    menu_label = _("Modules")
    menu_order = 90  # before the tree of pages
    add_to_admin_menu = True


modules = ModuleListing("modules")
hub = QuestionHub()
VIEWSETS = [hub, *(QuestionTypeViewSet(model=model) for model in QUESTION_MODELS), ObjectiveViewSet(), FigureViewSet()]
