"""Open a year: freeze a module with all that it shows."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.editions.documents import Incomplete, questions_of
from content.editions.freezing import freeze, questions_in, store
from content.editions.models import Edition, EditionQuestion, EditionStep
from content.languages import language_of
from content.pages import DilemmaPage, LessonPage, QuizPage

KINDS = {LessonPage: EditionStep.Kind.LESSON, DilemmaPage: EditionStep.Kind.DILEMMA, QuizPage: EditionStep.Kind.QUIZ}


class AlreadyOpen(Exception):
    """The module has an edition of that year already."""


@transaction.atomic
def open_edition(*, module, year, by=None, now, progress=None) -> Edition:
    """Freeze the published steps of `module` as its edition of `year`; all or nothing.

    A step that is not published is no part of the module and is left out. `now` is an aware datetime; `progress(done,
    total)` is called after each step. Raises Incomplete with every problem of every page, AlreadyOpen the second time.
    """
    if Edition.objects.filter(module=module, year=year).exists():
        raise _already_open(module, year)
    module = module.specific
    pages = list(module.get_children().live().specific())
    stored, problems = {}, []
    for done, page in enumerate((module, *pages), start=1):
        try:
            stored[page.pk] = freeze(page)
        except Incomplete as incomplete:
            problems += incomplete.problems
        if progress:
            progress(done, len(pages) + 1)
    if not pages:
        problems.append(_("“%(name)s” has no published step.") % {"name": module})
    if problems:
        raise Incomplete(*dict.fromkeys(problems))
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                module=module,
                year=year,
                frozen=stored[module.pk],
                title=stored[module.pk].document["title"],
                language=language_of(stored[module.pk].document),
                opened_at=now,
                opened_on=timezone.localdate(now),
                opened_by=by,
            )
    except IntegrityError:
        raise _already_open(module, year) from None
    # create(), not bulk_create(): the reference index, which refuses deletions in words, listens to signals
    for position, page in enumerate(pages, start=1):
        step = EditionStep(edition=edition, position=position, page_id=page.pk)
        fill_step(step=step, page=page, stored=stored[page.pk])
    return edition


def fill_step(*, step, page, stored):
    """Save `step` as `page` was frozen, and point its questions at their own documents."""
    step.kind = KINDS[type(page)]
    step.title = stored.document["title"]
    step.minutes = page.minutes
    step.screens = len(stored.document["body"]) if step.kind == EditionStep.Kind.LESSON else 1
    step.revision = page.live_revision
    step.frozen = stored
    step.save()
    asked = {document["key"]: document for document in questions_of(stored.document)}
    for position, question in enumerate(questions_in(page), start=1):
        served = {"revision": question.live_revision, "frozen": store(asked[question.key])}
        EditionQuestion.objects.update_or_create(
            step=step, question=question, defaults={"position": position, **served}
        )
    return step


def _already_open(module, year):
    return AlreadyOpen(_("“%(module)s” is already open for %(year)s.") % {"module": module, "year": year})
