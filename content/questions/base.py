"""The polymorphic question: what all types share, and the contract that each type fulfils.

A question is edited as rows; it is answered as a document. `registry.document_of` turns the rows into plain data once
(when frozen or previewed), and everything a member meets - form, verdict, feedback - is computed from that document
alone by the functions that its type registers (`content.questions.registry`). So an old answer is marked by the
question as it was, whatever happened to the rows since.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from polymorphic.models import PolymorphicModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from content.blocks import CHECK_HELP
from content.languages import DUTCH, OF_MODULES
from content.previews.previewed import PreviewedMixin
from content.questions.editing import QuestionForm

FEEDBACK_FEATURES = ["bold", "ol", "ul", "link"]

#: In the editor, at the feedback of an option.
FEEDBACK_HELP = _("Why it tempts, what comes of it, what helps instead. Two to four sentences.")


def new_key():
    """Return a key that no other question or option has."""
    return str(uuid.uuid4())


class Question(
    PreviewedMixin,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
    PolymorphicModel,
):
    """One question of any type. Archived, never deleted, once an edition or a quiz uses it."""

    key = models.SlugField(
        _("key"), max_length=80, unique=True, default=new_key, help_text=_("Stays the same for ever; packages use it.")
    )
    prompt = models.TextField(_("question"))
    objective = models.ForeignKey(
        "content.Objective", verbose_name=_("learning objective"), on_delete=models.PROTECT, related_name="questions"
    )
    explanation = RichTextField(_("explanation after any answer"), blank=True, features=FEEDBACK_FEATURES)
    source = models.CharField(_("source"), max_length=400)
    to_check = models.CharField(_("still to be checked"), max_length=250, blank=True)
    language = models.CharField(_("language"), max_length=3, choices=OF_MODULES, default=DUTCH)
    archived = models.BooleanField(_("archived"), default=False)

    common_panels = [
        FieldPanel("prompt", help_text=_("A situation and “what do you do?” teaches more than a definition.")),
        FieldRowPanel([FieldPanel("objective"), FieldPanel("language")]),
    ]
    closing_panels = [
        FieldPanel("explanation", help_text=_("What everybody should read, whatever the answer was. May stay empty.")),
        MultiFieldPanel(
            [
                FieldPanel("source", help_text=_("Where it stands, with the year. Members see it.")),
                FieldPanel("to_check", help_text=CHECK_HELP),
                FieldPanel("key", read_only=True),
                FieldPanel("archived"),
            ],
            heading=_("Source and file"),
        ),
    ]
    search_fields = [
        index.AutocompleteField("prompt"),
        index.SearchField("prompt"),
        index.SearchField("source"),
        index.FilterField("archived"),
        index.FilterField("objective"),
        index.FilterField("polymorphic_ctype"),
    ]

    #: Name of the type in documents and packages; each subtype sets its own.
    type_name = None
    base_form_class = QuestionForm

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["prompt"]

    def __str__(self):
        return self.prompt

    def clean(self):
        super().clean()
        if self.type_name is None:
            raise ValidationError(_("A question needs a type."))


class OptionBase(Orderable):
    """A row of a question. Answers name it by `key`: the only name that draft, revision and live row share."""

    key = models.CharField(_("key"), max_length=60, default=new_key, editable=False)
    feedback = RichTextField(_("feedback"), features=FEEDBACK_FEATURES)

    class Meta(Orderable.Meta):
        abstract = True
