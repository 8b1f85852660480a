"""What members did: enrolment, progress, attempts, answers, and the completion that proves it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.editions.models import Edition, EditionQuestion, EditionStep, Frozen


class Enrolment(models.Model):
    """A person took up an edition: pressed Begin. Belongs to the person, not to a mandate."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    started_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "edition"], name="one_enrolment_an_edition")]


class Refresher(models.Model):
    """The short route of somebody who completed an earlier edition; an enrolment without one takes the whole edition.

    `since` is the newest earlier edition that was completed: what is new is counted from there. `dilemma` is the one
    to do, None when the edition has none. `full` says that the person chose to see everything after all; choosing
    again changes only that, so nothing is lost on the way.
    """

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="refresher")
    since = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    dilemma = models.ForeignKey(EditionStep, null=True, on_delete=models.PROTECT, related_name="+")
    news_seen_at = models.DateTimeField(null=True)
    contacts_seen_at = models.DateTimeField(null=True)
    full = models.BooleanField(default=False)


class Progress(models.Model):
    """How far an enrolment is in one step.

    `position` counts the screens behind the member: 0 = just begun, `step.screens` = through. A dilemma counts only
    "a choice was made" (1), never which. `frozen` is the document that was shown when the member went on. `shown`:
    aangetoond, the entry check showed that this step need not be done; `done_at` stays what it was, so who reads the
    step after all has really seen it.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="progress")
    step = models.ForeignKey(EditionStep, on_delete=models.PROTECT, related_name="progress")
    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    shown = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "step"], name="one_progress_a_step")]


class ScreenSeen(models.Model):
    """A must-see screen of a lesson that was not asked, seen by itself.

    `screen` is the id of its block, which stays when an amendment puts other screens before it; `frozen` is the
    document in which it was seen.
    """

    refresher = models.ForeignKey(Refresher, on_delete=models.CASCADE, related_name="screens_seen")
    step = models.ForeignKey(EditionStep, on_delete=models.PROTECT, related_name="+")
    screen = models.CharField(max_length=64)
    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["refresher", "step", "screen"], name="a_screen_is_seen_once")]


class Attempt(models.Model):
    """One go at a quiz, or (`step` None) the entry check over all quizzes of an edition.

    `rule` is frozen at the start: {"rule": "mastery"}; "pass_mark" with its "percentage"; "entry_check" with the keys
    of its "questions". Finished by the answer that decides it, in the same transaction.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    step = models.ForeignKey(EditionStep, null=True, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    rule = models.JSONField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "step", "number"], name="attempts_are_numbered"),
            models.UniqueConstraint(
                fields=["enrolment", "step"], condition=Q(finished_at=None), name="one_open_attempt"
            ),
            models.UniqueConstraint(fields=["enrolment"], condition=Q(step=None), name="one_entry_check"),
            models.CheckConstraint(
                condition=Q(finished_at=None, passed=None) | Q(finished_at__isnull=False, passed__isnull=False),
                name="attempt_finished_with_outcome",
            ),
        ]


class Answer(models.Model):
    """One answer: the response (options by key) and the question as it was seen (`frozen`).

    `turn` numbers the answers to one question within an attempt; it travels in the form, so that a double submit,
    a reload or a second tab finds the row that is already there.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(EditionQuestion, on_delete=models.PROTECT, related_name="answers")
    frozen = models.ForeignKey(Frozen, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    response = models.JSONField()
    right = models.BooleanField()
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "question", "turn"], name="one_answer_a_turn")]


class Completion(models.Model):
    """Afgerond: an insert-only fact. The database refuses UPDATE; only the erasure service deletes.

    `receipt` names edition, digests really seen, and rules; `digest` is the SHA-256 of the receipt. `completed_on` is
    the local date (Europe/Amsterdam). `reference` is what stands on the certificate.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="completions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="completions")
    #: The same as edition.module; stands here so that "any edition of this module" is one index look-up.
    module = models.ForeignKey("content.ModulePage", on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField()
    completed_on = models.DateField(_("completed on"))
    reference = models.CharField(max_length=20, unique=True)
    receipt = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "edition"], name="one_completion_an_edition")]
        indexes = [models.Index(fields=["user", "module", "completed_on"], name="completion_by_person")]


class Booster(models.Model):
    """Somebody wants two short questions by mail, six weeks and four months after finishing an edition.

    Withdrawn: the row is gone. What is answered to the questions is kept nowhere.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="boosters")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    wanted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "edition"], name="one_booster_an_edition")]
