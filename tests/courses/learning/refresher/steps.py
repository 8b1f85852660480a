"""The steps of `returning.a_wide_module` by name, and ways through them."""

from courses.learning.models import Completion, Progress

GRENS, BEWAREN, MELDEN, DILEMMA, OTHER, QUIZ = 1, 2, 3, 4, 5, 6


def all_but(walker, *parts):
    """Walk the whole refresher without a mistake, except `parts`."""
    walker.start()
    if "news" not in parts:
        walker.see_news()
    if "contacts" not in parts:
        walker.see_contacts()
    if "dilemma" not in parts:
        walker.do_dilemma(DILEMMA)
    if "check" not in parts:
        walker.do_check()
    if "must" not in parts:
        walker.see_must_screens()
    return walker


def everything(walker):
    """Do every step of the edition."""
    for step in (GRENS, BEWAREN, MELDEN):
        walker.do_lesson(step)
    walker.do_dilemma(DILEMMA)
    walker.do_dilemma(OTHER)
    walker.finish_quiz(QUIZ)


def shown(member):
    rows = Progress.objects.filter(enrolment__user=member, shown=True)
    return sorted(rows.values_list("step__position", flat=True))


def finished(member, edition):
    return Completion.objects.filter(user=member, edition=edition).exists()
