"""What a trainer writes: a module with its lessons, dilemmas and quizzes."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.snippets.blocks import SnippetChooserBlock

from content.audiences import AUDIENCES, MEMBERS
from content.blocks import CHECK_HELP, TEXT_FEATURES, FrameBlock, ScenesBlock, ScreenBlock
from content.languages import DUTCH, OF_MODULES
from content.markup import OVERVIEW_ADDRESS, STEP_ADDRESS
from content.previews.previewed import PreviewedMixin


class HomePage(Page):
    """The front page of the site for who has not signed in."""

    intro = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["content.ModulePage", "content.HelpPage", "content.InfoPage", "content.SheetPage"]
    template = "content/home.html"

    class Meta:
        verbose_name = _("home page")


class InfoPage(Page):
    """Plain information for everybody: privacy, accessibility, figures."""

    body = StreamField(
        [
            ("text", RichTextBlock(features=["h2", *TEXT_FEATURES], label=_("text"))),
            ("frame", FrameBlock()),
            ("figure", SnippetChooserBlock("content.Figure", label=_("figure"), icon="table")),
        ],
        verbose_name=_("text"),
    )
    to_check = models.CharField(_("still to be checked"), max_length=250, blank=True, help_text=CHECK_HELP)

    content_panels = [*Page.content_panels, FieldPanel("body"), FieldPanel("to_check")]
    parent_page_types = ["content.HomePage"]
    subpage_types = []
    template = "content/info.html"

    page_description = _("Plain text for everybody, such as privacy or accessibility.")

    class Meta:
        verbose_name = _("information page")


class ModuleForm(WagtailAdminPageForm):
    """A draft may wait for the description of its picture; what is published may not."""

    def clean(self):
        self.instance.description_may_wait = self.is_deferred_validation
        return super().clean()


class ModulePage(PreviewedMixin, Page):
    """A module: an introduction, and its steps as child pages in their order."""

    summary = models.CharField(_("summary"), max_length=250)
    intro = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)
    remember = StreamField(
        [("thing", RichTextBlock(features=["bold", "link"]))],
        verbose_name=_("to remember"),
        max_num=3,
        blank=True,
        help_text=_("Shown when a member has finished."),
    )
    # SET_NULL: an edition has copies of its own, so the image may leave the library. PROTECT would also make each draft
    # that shows an image which is gone impossible to open: Wagtail cannot read such a revision.
    hero = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture at the top"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Wide, calm, without text in it. A place rather than a face."),
    )
    hero_alt = models.CharField(
        _("description of the picture"),
        max_length=250,
        blank=True,
        help_text=_(
            "One sentence that says what the picture shows, for who cannot see it. A drawing that is only there for "
            "its looks needs one here too."
        ),
    )
    audience = models.CharField(
        _("meant for"),
        max_length=20,
        choices=AUDIENCES,
        default=MEMBERS,
        help_text=_("They find it in their overview, also when no programme asks it of them."),
    )
    language = models.CharField(
        _("language"),
        max_length=3,
        choices=OF_MODULES,
        default=DUTCH,
        help_text=_("In which the module and its steps are written. Screen readers go by it."),
    )
    #: Set by the form of a draft: picture or description may still be missing.
    description_may_wait = False

    base_form_class = ModuleForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary", help_text=_("One sentence: what a member can do after this module.")),
        MultiFieldPanel([FieldPanel("hero"), FieldPanel("hero_alt")], heading=_("Picture")),
        FieldPanel("intro", help_text=_("What the member does, how long it takes, and that stopping halfway is fine.")),
        FieldPanel("remember"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("language")]),
    ]
    parent_page_types = ["content.HomePage"]
    subpage_types = ["content.LessonPage", "content.DilemmaPage", "content.QuizPage"]

    page_description = _(
        "A subject that members do in one year: lessons, a dilemma and questions, half an hour in all."
    )

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def clean(self):
        super().clean()
        if self.description_may_wait or bool(self.hero_id) == bool(self.hero_alt.strip()):
            return
        if self.hero_id:
            sentence = _("Write in one sentence what the picture shows, or take the picture away.")
        else:
            sentence = _("There is no picture to describe. Choose one, or empty this field.")
        raise ValidationError({"hero_alt": sentence})

    def serve(self, request, *args, **kwargs):
        """Send the reader to what is theirs to do; next year's draft is not for members."""
        return redirect(OVERVIEW_ADDRESS)


class StepPage(PreviewedMixin, Page):
    """What lessons, dilemmas and quizzes share. Members meet it only as a frozen document, never as a page."""

    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(15)],
        help_text=_("About how long it takes."),
    )
    parent_page_types = ["content.ModulePage"]
    subpage_types = []

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        """Send the reader to this step in the edition that is theirs; the draft of next year is not for members."""
        return redirect(STEP_ADDRESS.format(self.pk))


class LessonPage(StepPage):
    objective = models.ForeignKey(
        "content.Objective", verbose_name=_("learning objective"), on_delete=models.PROTECT, related_name="lessons"
    )
    body = StreamField([("screen", ScreenBlock())], verbose_name=_("screens"), min_num=1)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("objective"), FieldPanel("minutes")]),
        FieldPanel("body", help_text=_("Three to six screens. One idea a screen, at most 150 words, one thing to do.")),
    ]

    page_description = _("Five minutes of reading, in screens with one idea each.")

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class DilemmaPage(StepPage):
    """A situation, plausible actions, and their consequences; nobody stores what a member chose."""

    objective = models.ForeignKey(
        "content.Objective", verbose_name=_("learning objective"), on_delete=models.PROTECT, related_name="dilemmas"
    )
    intro = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)
    scenes = StreamField(ScenesBlock(), verbose_name=_("situations"), min_num=1, max_num=12)
    closing = RichTextField(_("closing"), blank=True, features=TEXT_FEATURES)

    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("objective"), FieldPanel("minutes")]),
        FieldPanel("intro", help_text=_("Says that the story is made up, and where to find help if this happens now.")),
        FieldPanel(
            "scenes",
            help_text=_(
                "Three or four actions that a sensible person might choose. None is stupid; each has a consequence. "
                "At most two or three situations after one another."
            ),
        ),
        FieldPanel("closing", help_text=_("One or two sentences to end with, whatever was chosen.")),
    ]

    page_description = _("A situation without one right answer: choose, see what comes of it, try another choice.")

    class Meta:
        verbose_name = _("dilemma")
        verbose_name_plural = _("dilemmas")


class QuizPage(StepPage):
    """Questions, one a page, and the rule that says when it is done."""

    class Rule(models.TextChoices):
        MASTERY = "mastery", _("until every question was answered rightly once")
        PASS_MARK = "pass_mark", _("a share of the questions right")

    intro = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)
    rule = models.CharField(_("rule"), max_length=10, choices=Rule, default=Rule.MASTERY)
    pass_percentage = models.PositiveSmallIntegerField(
        _("percentage to pass"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("minutes"),
        FieldPanel("intro", help_text=_("Stands above the first question. Guessing is fine; say so.")),
        FieldRowPanel([FieldPanel("rule"), FieldPanel("pass_percentage")]),
        InlinePanel(
            "questions",
            label=_("question"),
            min_num=1,
            help_text=_("At most twelve. Ask what somebody would do, not what a word means."),
        ),
    ]

    page_description = _("Questions, one a page, with feedback at once.")

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")


class QuizQuestion(Orderable):
    """A question's place in a quiz. Not polymorphic itself; the question stays what it is."""

    page = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="questions")
    question = models.ForeignKey(
        "content.Question", on_delete=models.PROTECT, related_name="quiz_places", verbose_name=_("question")
    )

    panels = [FieldPanel("question")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "question"], name="a_question_once_a_quiz")]
