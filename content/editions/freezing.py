"""Turn a published page, question or figure into its stored document, or say in words why not."""

from django.utils.translation import gettext as _

from content.editions.documents import Incomplete, digest, frozen
from content.editions.models import Edition, EditionStep, Frozen
from content.editions.upgrading import says_the_same
from content.pages import LessonPage, ModulePage, QuizPage
from content.questions.base import Question


def freeze(obj) -> Frozen:
    """Return the stored document of what is published of `obj`; a document that exists already is shared.

    A page that says the same as in its latest edition shares that edition's row, also when documents have another form
    since: its digest, and so what a receipt names, stays. Freezes the live row, for autosave may rewrite the revision
    that was published. Raises Incomplete, with every problem found in the page and in what it shows.
    """
    problems = [problem for part in (obj, *shown_in(obj)) for problem in _unpublished(part)]
    if problems:
        raise Incomplete(*problems)
    document = frozen(obj)
    latest = _latest(obj)
    return latest if latest and says_the_same(latest.document, document) else store(document)


def _latest(page):
    """Return what the page's latest edition serves of it, or None."""
    if isinstance(page, ModulePage):
        rows = Edition.objects.filter(module=page).order_by("-year")
    else:
        rows = EditionStep.objects.filter(page=page.pk).order_by("-edition__year")
    row = rows.select_related("frozen").first()
    return row and row.frozen


def store(document: dict) -> Frozen:
    """Return the one row that holds `document`."""
    row, created = Frozen.objects.get_or_create(digest=digest(document), defaults={"document": document})
    return row


def shown_in(page) -> list:
    """Return the questions and figures that `page` shows, each once, in order; one that is gone is left out."""
    shown = []
    if isinstance(page, LessonPage):
        blocks = [block for screen in page.body for block in screen.value["content"]]
        shown = [
            block.value for block in blocks if block.block_type in ("question", "figure") and block.value is not None
        ]
    elif isinstance(page, QuizPage):
        shown = [place.question for place in page.questions.all()]
    return list({(type(part), part.pk): part for part in shown}.values())


def questions_in(page) -> list[Question]:
    """Return the questions of `page`: of a quiz in their order, of a lesson those for practice."""
    return [part for part in shown_in(page) if isinstance(part, Question)]


def _unpublished(obj):
    """Yield a sentence for each reason why the published `obj` is not what a trainer means it to be."""
    if getattr(obj, "alias_of_id", None):
        yield _("“%(name)s” is an alias of another page. Use the page itself.") % {"name": obj}
    elif not obj.live:
        yield _("“%(name)s” is not published. Publish it first.") % {"name": obj}
    elif getattr(obj, "archived", False):
        yield _("“%(name)s” is archived. Choose another question.") % {"name": obj}
    elif obj.has_unpublished_changes:
        yield _("“%(name)s” has changes that are not published. Publish them or discard them first.") % {"name": obj}
    elif obj.live_revision is None:
        yield _("“%(name)s” was never published through the editor. Publish it once more.") % {"name": obj}
    else:
        yield from _differences(obj)
        if isinstance(obj, Question):
            from content.questions import registry  # late, as in documents.py

            for problem in registry.problems_of(obj):
                yield _("“%(name)s”: %(problem)s") % {"name": obj, "problem": problem}


def _differences(obj):
    """An older tab can rewrite the published revision behind the row's back; then nobody knows which is meant."""
    try:
        if frozen(obj) != frozen(obj.live_revision.as_object()):
            yield _("“%(name)s” was edited after it was published. Publish it once more.") % {"name": obj}
    except Incomplete as incomplete:
        yield from incomplete.problems
