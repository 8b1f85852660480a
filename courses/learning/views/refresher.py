"""The refresher's own pages: what is new, whom to call, what everybody sees; and the choice to see everything instead.

Each shows to GET and records to POST, in whatever order they are opened. Who has no refresher is sent to the front of
the edition.
"""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from content.editions import serving
from content.editions.marks import marks
from courses.learning import selectors
from courses.learning.beginning import enrol
from courses.learning.errors import NotHere
from courses.learning.places import Step, reader_of
from courses.learning.refreshing import choose_route, see_contacts, see_news, see_screen
from courses.learning.routes import route_of
from courses.learning.seals import opened_page, seal_page
from courses.learning.views.doors import member_page, see_other
from courses.learning.views.frames import frame, framed
from courses.learning.views.practice import answered_question, asked_questions
from courses.members import scope
from courses.members.local import texts
from courses.members.local.card import cards_of
from courses.members.look import badges


@member_page("GET", "POST")
def news(request, edition):
    """What is new since the edition that the reader completed; POST goes on."""
    today = timezone.localdate()
    found = selectors.edition_for(user=request.user, edition=edition, on=today)
    since = selectors.refreshed_since(user=request.user, edition=edition)
    if since is None:
        return see_other("learning:cover", edition=edition)
    if request.method == "POST":
        see_news(user=request.user, edition=edition, now=timezone.now())
        return onward(request.user, edition)
    context = {
        "edition": found,
        **own(found.own, today),
        "news": selectors.news_for(user=request.user, since=since, edition=found),
        "since": since,
    }
    return render(request, "courses/learning/news.html", context)


@member_page("GET", "POST")
def contacts(request, edition):
    """Whom the reader calls in the own organisations, as it is today; POST goes on."""
    today = timezone.localdate()
    found = selectors.edition_for(user=request.user, edition=edition, on=today)
    if selectors.refreshed_since(user=request.user, edition=edition) is None:
        return see_other("learning:cover", edition=edition)
    if request.method == "POST":
        see_contacts(user=request.user, edition=edition, now=timezone.now())
        return onward(request.user, edition)
    mandates = list(scope.mandates(user=request.user, on=today))
    context = {
        "edition": found,
        **own(found.own, today),
        "cards": cards_of(mandates, on=today),
        "clerk": texts.CLERK[mandates[0].organisation.kind],
    }
    return render(request, "courses/learning/contacts.html", context)


@member_page("GET")
def must_see(request, edition):
    """To the first must-see screen that is waiting."""
    selectors.edition_for(user=request.user, edition=edition, on=timezone.localdate())
    route = _refreshing(request.user, edition)
    return _to_waiting(route, edition) if route else see_other("learning:cover", edition=edition)


@member_page("GET", "POST")
def must_screen(request, edition, number):
    """A must-see screen of a lesson that need not be done; POST goes on."""
    today = timezone.localdate()
    found = selectors.edition_for(user=request.user, edition=edition, on=today)
    route = _refreshing(request.user, edition)
    if route is None:
        return see_other("learning:cover", edition=edition)
    if not _readable(route, number):
        return _to_waiting(route, edition)
    screen = route.must_screens[number - 1]
    if request.method == "POST":
        digest = opened_page(screen.step.pk, request.POST.get("seen", ""), screen.step.frozen)
        see_screen(
            refresher=route.refreshing.pk, enrolment=route.enrolment, screen=screen, digest=digest, now=timezone.now()
        )
        if number < len(route.must_screens):
            return see_other("learning:must_screen", edition=edition, number=number + 1)
        return onward(request.user, edition)
    questions = asked_questions(_step(screen), found, screen.number, action=_practice(edition, number))
    return _must_page(request, found, route, number, questions, today)


@member_page("GET", "POST", kept=False)
def must_practise(request, edition, number, key):
    """Answer a practice question on a must-see screen: the screen comes back with the feedback. Nothing is kept."""
    today = timezone.localdate()
    found = selectors.edition_for(user=request.user, edition=edition, on=today)
    route = _refreshing(request.user, edition)
    if route is None or not _readable(route, number) or request.method != "POST":
        return see_other("learning:must_screen", edition=edition, number=number)
    screen = route.must_screens[number - 1]
    questions, unhappy = answered_question(
        _step(screen), found, screen.number, key, request.POST, action=_practice(edition, number),
        again=_here(edition, number),
    )  # fmt: skip
    return _must_page(request, found, route, number, questions, today, answered=True, error=unhappy)


@member_page("POST")
def choose(request, edition):
    """Take the whole edition, or the refresher (`route` is `short`), from now on."""
    selectors.edition_for(user=request.user, edition=edition, on=timezone.localdate())
    full = request.POST.get("route") != "short"
    if route_of(user=request.user, edition=edition).short:
        # to choose is to begin, for who did not press Begin yet
        enrol(user=request.user, edition=edition, now=timezone.now())
    try:
        choose_route(user=request.user, edition=edition, full=full, now=timezone.now())
    except NotHere:
        pass  # finished, or never had a choice: the front of the edition says how it stands
    return see_other("learning:cover", edition=edition)


def own(organisation, today):
    """What a page takes of one of the reader's organisations."""
    fragments = texts.fragments_of([organisation], on=today)
    return {"worn": badges.worn(organisation.badge), "help_local": fragments["help:local"]}


def onward(user, edition):
    """To what comes next on the refresher, when that is a page of its own; else to the front of the edition."""
    upcoming = route_of(user=user, edition=edition).upcoming
    if upcoming is None or upcoming.number:
        return see_other("learning:cover" if upcoming else "learning:result", edition=edition)
    return see_other(f"learning:{upcoming.kind}", edition=edition)


def _refreshing(user, edition):
    """The way of who is on the refresher now; None for everybody else."""
    route = route_of(user=user, edition=edition)
    return route if route.short and route.refreshing.pk else None


def _waiting(route):
    """The number (from 1) of the first must-see screen that was not seen; None when none is waiting."""
    return next((number for number, screen in enumerate(route.must_screens, start=1) if not screen.seen), None)


def _readable(route, number):
    return 1 <= number <= (_waiting(route) or len(route.must_screens))


def _to_waiting(route, edition):
    number = _waiting(route) or (1 if route.must_screens else None)
    if number is None:
        return see_other("learning:cover", edition=edition)
    return see_other("learning:must_screen", edition=edition, number=number)


def _here(edition, number):
    return reverse("learning:must_screen", kwargs={"edition": edition, "number": number})


def _practice(edition, number):
    return lambda key: reverse("learning:must_practise", kwargs={"edition": edition, "number": number, "key": key})


def _step(screen):
    step = screen.step
    return Step(step.pk, step.position, step.kind, step.title, step.minutes, step.screens, step.frozen)


def _must_page(request, edition, route, number, questions, today, *, answered=False, error=None):
    screen = route.must_screens[number - 1]
    body = serving.lesson_screen(screen.step.frozen, screen.number - 1)
    for key, html in questions.items():
        body = body.replace(f"[[practice:{key}]]", html)
    context = {
        "edition": edition,
        "step": screen.step,
        "title": serving.outline(screen.step.frozen)["screens"][screen.number - 1],
        "number": number,
        "total": len(route.must_screens),
        "marks": marks(number, len(route.must_screens)),
        # safe: the screen is our own rendering of cleaned text, the questions are our own templates
        "body": mark_safe(body),  # noqa: S308
        "seen": seal_page(screen.step.pk, screen.step.frozen),
        "before": number - 1,
        "error": error,
        "answered": answered,
    }
    reader = reader_of(user=request.user, on=today)
    return framed(request, frame("courses/learning/must_screen.html", context), place=reader, on=today)
