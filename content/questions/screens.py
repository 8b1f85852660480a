"""The question screens that Wagtail does not have: the hub, choosing a type, copying, refusing to delete."""

from django.contrib.admin.utils import quote
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn, UpdatedAtColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, ButtonWithDropdown
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import DeleteView, IndexView

from content.questions.base import Question
from content.questions.copying import copy_question


def screen_of(question, name) -> str:
    """Return the address of the screen `name` ("edit", "copy" …) of the question's own type."""
    return reverse(question.snippet_viewset.get_url_name(name), args=[quote(question.pk)])


def status_of(question) -> str:
    """Return the state in a word. Wagtail's own status asks the database about a workflow for every row."""
    if question.archived:
        return _("archived")
    if not question.live:
        return _("draft")
    return _("published, with changes") if question.has_unpublished_changes else _("published")


def addable_types(user, models):
    """Return those of `models` that `user` may add."""
    return [model for model in models if model.snippet_viewset.permission_policy.user_has_permission(user, "add")]


class QuestionsView(IndexView):
    """All questions of all types. Whatever is done to one is done in its own type's screens."""

    subtypes = ()
    default_ordering = "prompt"

    @cached_property
    def columns(self):
        # no checkboxes: questions are archived one by one, not deleted in bulk
        return [
            self._get_title_column("__str__", get_title_id=lambda question: f"question_{question.pk}_title"),
            Column("type", label=gettext_lazy("Type"), accessor=lambda question: capfirst(question._meta.verbose_name)),
            Column("objective", label=gettext_lazy("Learning objective"), accessor="objective"),
            StatusTagColumn(
                "status", label=gettext_lazy("Status"), accessor=status_of, primary=lambda question: question.live
            ),
            UpdatedAtColumn(sort_key=None),
        ]

    # IndexView of snippets gives the title column an id of its own; here it stands in `columns`
    def _get_title_column(self, *args, **kwargs):
        return super(IndexView, self)._get_title_column(*args, **kwargs)

    def get_base_queryset(self):
        # select_related would give bare base questions; prefetch keeps them what they are
        return super().get_base_queryset().select_related(None).prefetch_related("objective", "latest_revision")

    def _may(self, permission, question):
        return question.snippet_viewset.permission_policy.user_has_permission(self.request.user, permission)

    def get_edit_url(self, instance):
        return screen_of(instance, "edit") if self._may("change", instance) else None

    def get_copy_url(self, instance):
        return screen_of(instance, "copy") if self._may("add", instance) else None

    def get_delete_url(self, instance):
        return screen_of(instance, "delete") if self._may("delete", instance) else None

    def get_inspect_url(self, instance):
        return None

    @cached_property
    def header_buttons(self):
        types = addable_types(self.request.user, self.subtypes)
        if not types:
            return []
        buttons = [
            Button(
                capfirst(model._meta.verbose_name),
                url=reverse(model.snippet_viewset.get_url_name("add")),
                icon_name="plus",
                priority=place,
            )
            for place, model in enumerate(types)
        ]
        return [
            ButtonWithDropdown(
                _("Add a question"), buttons=buttons, icon_name="plus", classname="w-header-button button"
            )
        ]


class ChooseTypeView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Adding a question begins with its type; there is no form for a question without one."""

    # both ask the model's policy for permission: Wagtail 7.4 is given it by the viewset, 8.0 finds it by `model`
    model = None
    permission_required = "add"
    template_name = "content/questions/choose_type.html"
    page_title = gettext_lazy("Choose a type of question")
    header_icon = "help"
    http_method_names = ["get", "head", "options"]
    subtypes = ()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            types=[
                (capfirst(model._meta.verbose_name), reverse(model.snippet_viewset.get_url_name("add")))
                for model in addable_types(self.request.user, self.subtypes)
            ],
            **kwargs,
        )


class ToOwnTypeView(View):
    """Send an address of the hub to the same screen of the question's own type, which checks what the person may do."""

    screen = "edit"

    def get(self, request, pk):
        return redirect(screen_of(get_object_or_404(Question, pk=pk), self.screen))


class CopyQuestionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask once, then copy: a POST, as a link that is merely followed must not make anything."""

    model = None
    permission_required = "add"
    index_url_name = None
    template_name = "content/questions/confirm_copy.html"
    page_title = gettext_lazy("Copy this question?")
    header_icon = "copy"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(self.model, pk=kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(question=self.object, back=reverse(self.index_url_name), **kwargs)

    def post(self, request, *args, **kwargs):
        copy = copy_question(question=self.object, by=request.user)
        messages.success(request, _("This is the copy. It is a draft; the original did not change."))
        return redirect(screen_of(copy, "edit"))


class DeleteQuestionView(DeleteView):
    """A question that anything refers to is archived, never deleted."""

    def get_usage(self):
        # any use protects, not only a PROTECT: a practice question in a lesson is no foreign key
        usage = super().get_usage()
        usage.is_protected = usage.count() > 0
        return usage


class NotArchivedMixin:
    """Archived questions stay where they are used; nobody chooses them anew."""

    def get_object_list(self):
        return super().get_object_list().filter(archived=False)


class ChooseQuestionView(NotArchivedMixin, ChooseView):
    pass


class ChooseQuestionResultsView(NotArchivedMixin, ChooseResultsView):
    pass


class QuestionChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseQuestionView
    choose_results_view_class = ChooseQuestionResultsView
