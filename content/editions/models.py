"""A year of a module, frozen: plain documents under their own digest."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.languages import DUTCH, OF_MODULES


class Frozen(models.Model):
    """What members see, as plain data. Never updated (a trigger refuses): the key is the SHA-256 of the content."""

    digest = models.CharField(primary_key=True, max_length=64)
    document = models.JSONField()

    def __str__(self):
        return self.digest[:12]


class Edition(models.Model):
    """A module in one year. Its title and language are those of the day it was opened."""

    module = models.ForeignKey(
        "content.ModulePage", on_delete=models.PROTECT, related_name="editions", verbose_name=_("module")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=3, choices=OF_MODULES, default=DUTCH)
    opened_at = models.DateTimeField(_("opened at"))
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-year", "module"]
        constraints = [models.UniqueConstraint(fields=["module", "year"], name="one_edition_a_year")]

    def __str__(self):
        return f"{self.title} {self.year}"


class EditionStep(models.Model):
    """One page of the edition: what is served (`frozen`), where it came from (`page`, `revision`)."""

    class Kind(models.TextChoices):
        LESSON = "lesson", _("lesson")
        DILEMMA = "dilemma", _("dilemma")
        QUIZ = "quiz", _("quiz")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=255)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    screens = models.PositiveSmallIntegerField(default=1)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="one_step_a_position"),
            models.UniqueConstraint(fields=["edition", "page"], name="one_step_a_page"),
        ]

    def __str__(self):
        return self.title


class EditionQuestion(models.Model):
    """A question of a step: of a quiz, in its order, or for practice in a lesson."""

    step = models.ForeignKey(EditionStep, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("position"))
    question = models.ForeignKey("content.Question", on_delete=models.PROTECT, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["step", "position"]
        constraints = [
            models.UniqueConstraint(fields=["step", "position"], name="one_question_a_position"),
            models.UniqueConstraint(fields=["step", "question"], name="one_row_a_question"),
        ]


class Amendment(models.Model):
    """A change to an edition that is open: before, after, why and by whom. Insert-only."""

    class Kind(models.TextChoices):
        EDITORIAL = "editorial", _("editorial")
        SUBSTANTIAL = "substantial", _("substantial")
        URGENT = "urgent", _("urgent")

    step = models.ForeignKey(EditionStep, on_delete=models.PROTECT, related_name="amendments")
    before = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.TextField()
    #: PROTECT, as SET_NULL would be an UPDATE of an insert-only row; who leaves is deactivated, not deleted.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ChangeNote(models.Model):
    """What a trainer says of one change against the edition before: how much it matters, and what members read of it.

    `page` is the step's, also of a step that was removed (the earlier edition holds it), or the module itself. `where`
    is a field or the id of a block, as `changes` names it, or WHOLE for a step that came or went. An open `kind` says
    that nobody classed the change yet, though a sentence may stand already.
    """

    #: `where` of a step that was added or removed as a whole.
    WHOLE = "step"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="notes")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    where = models.CharField(max_length=100)
    kind = models.CharField(_("class"), max_length=12, choices=Amendment.Kind, blank=True)
    text = models.CharField(_("sentence for members"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "page", "where"], name="one_note_a_change"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["", *Amendment.Kind.values]), name="a_change_has_a_known_class"
            ),
            models.CheckConstraint(condition=~models.Q(kind="", text=""), name="a_note_says_something"),
        ]


class EditionNews(models.Model):
    """What stands above *What is new* of an edition, written for members."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="news")
    intro = models.TextField(_("introduction"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
