"""What a returning member sees: the short way and its pages; and, weeks after finishing, two short questions."""

from copy import deepcopy
from datetime import timedelta

from django.utils import timezone

from content.editions import serving
from content.editions.documents import digest
from content.editions.models import EditionNews, EditionStep, Frozen
from content.questions import registry
from courses.learning.answering import submit_answer
from courses.learning.checking import begin_check
from courses.learning.models import Booster, Completion, Enrolment
from courses.learning.seals import Turn
from courses.learning.sittings import check_for
from tests.courses.learning import returning
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.planning.factories import complete
from tests.look.screens import case
from tests.look.stage import LONG_LINE, NOW, TODAY, YEAR

HOME = "/leren/"
ROOM = "courses/learning"


def _returning(stage, user=None, edition=None, *, same=True, begun=True):
    """`user` did the module last year; `same`: and nothing has changed since. The walker stands before this year."""
    edition, user = edition or stage.starter, user or stage.fresh
    earlier = returning.the_same(edition, YEAR - 1)
    if not same:
        earlier.steps.all().delete()
    complete(user, earlier, on=TODAY - timedelta(days=200))
    client = stage.as_(user)
    walker = returning.Returning(client, edition)
    if begun:
        client.post(stage.page(edition))
    return walker


def _page(walker, address):
    return walker.client.get(walker.root + address)


def _checked(stage, *, missed):
    """A returning member of the starter who did the check; wrong about the objectives in `missed`."""
    walker, edition, user = _returning(stage), stage.starter, stage.fresh
    begin_check(user=user, edition=edition.pk, now=NOW)
    sitting = check_for(user=user, edition=edition.pk, on=TODAY)
    for line in sitting.sheet:
        document = serving.document(line.digest)
        right = document["objective"]["code"] not in missed
        response = next(one for one in registry.examples(document) if registry.mark(document, one).right is right)
        submit_answer(
            user=user,
            turn=Turn(sitting.attempt, line.question, line.next_turn, line.digest),
            response=response,
            now=NOW,
        )
    return walker


def _must(edition, position, screen):
    """Let this screen of a lesson be one that everybody sees."""
    step = edition.steps.get(position=position)
    document = deepcopy(step.frozen.document)
    document["body"][screen - 1]["value"]["must_see"] = True
    frozen, _made = Frozen.objects.get_or_create(digest=digest(document), defaults={"document": document})
    EditionStep.objects.filter(pk=step.pk).update(frozen=frozen)


# --- the front -------------------------------------------------------------------------------------------------------


@case(f"{ROOM}/cover.html", "short way, not begun", picture=True)
def _(stage):
    return _page(_returning(stage, begun=False), "")


@case(f"{ROOM}/cover.html", "short way, after the check", picture=True)
def _(stage):
    return _page(_checked(stage, missed=["melden-grens"]), "")


@case(f"{ROOM}/cover.html", "everything chosen")
def _(stage):
    walker = _returning(stage)
    walker.client.post(walker.root + "route/", {"route": "full"})
    return _page(walker, "")


@case(f"{ROOM}/cover.html", "short way offered, long text")
def _(stage):
    walker = _returning(stage, stage.states_member, stage.long, begun=False)
    Enrolment.objects.create(user=stage.states_member, edition=stage.long, started_at=timezone.now())
    return _page(walker, "")


@case("courses/planning/home.html", "short way")
def _(stage):
    return _returning(stage).client.get(HOME)


@case("courses/planning/home.html", "short way, after the check")
def _(stage):
    return _checked(stage, missed=["melden-grens"]).client.get(HOME)


# --- what is new, whom to call, what everybody sees ------------------------------------------------------------------


@case(f"{ROOM}/news.html", "nothing new")
def _(stage):
    return _page(_returning(stage), "nieuw/")


@case(f"{ROOM}/news.html", "filled", picture=True)
def _(stage):
    EditionNews.objects.create(edition=stage.starter, intro="Een korter verhaal dit jaar.", at=NOW)
    return _page(_returning(stage, same=False), "nieuw/")


@case(f"{ROOM}/news.html", "long text")
def _(stage):
    EditionNews.objects.create(edition=stage.long, intro=LONG_LINE, at=NOW)
    return _page(_returning(stage, stage.states_member, stage.long, same=False), "nieuw/")


@case(f"{ROOM}/contacts.html", "filled", picture=True)
def _(stage):
    return _page(_returning(stage), "contacten/")


@case(f"{ROOM}/contacts.html", "two organisations, one not filled in")
def _(stage):
    Completion.objects.filter(user=stage.two_mandates).delete()
    Enrolment.objects.filter(user=stage.two_mandates).delete()
    return _page(_returning(stage, stage.two_mandates), "contacten/")


@case(f"{ROOM}/contacts.html", "long text")
def _(stage):
    return _page(_returning(stage, stage.states_member, stage.long), "contacten/")


def _must_screen(stage):
    _must(stage.long, 1, 1)
    return _returning(stage, stage.states_member, stage.long)


@case(f"{ROOM}/must_screen.html", "filled", picture=True)
def _(stage):
    return _page(_returning(stage), "dit-ziet-iedereen/1/")


@case(f"{ROOM}/must_screen.html", "long text")
def _(stage):
    return _page(_must_screen(stage), "dit-ziet-iedereen/1/")


def _practised(stage, **answer):
    walker = _must_screen(stage)
    body = stage.long.steps.get(position=1).frozen.document["body"][0]["value"]["content"]
    key = next(block["value"]["key"] for block in body if block["type"] == "question")
    return walker.client.post(f"{walker.root}dit-ziet-iedereen/1/oefenen/{key}/", answer)


@case(f"{ROOM}/must_screen.html", "error")
def _(stage):
    return _practised(stage)


@case(f"{ROOM}/must_screen.html", "feedback")
def _(stage):
    return _practised(stage, answer=WRONG)


# --- the check -------------------------------------------------------------------------------------------------------


def _checking(stage):
    walker = _returning(stage, stage.states_member, stage.long)
    walker.client.post(walker.root + "startcheck/")
    walker.get("startcheck/1/")
    return walker


def _answered(walker, *options):
    turn = walker.hidden("turn")
    for option in options:
        found = walker.client.post(walker.url, {"turn": turn, **({"answer": option} if option else {})})
    return found


@case(f"{ROOM}/check.html", "empty", picture=True)
def _(stage):
    return _page(_returning(stage), "startcheck/")


@case(f"{ROOM}/check_question.html", "empty, long text")
def _(stage):
    return _page(_checking(stage), "startcheck/1/")


@case(f"{ROOM}/check_question.html", "second question")
def _(stage):
    walker = _returning(stage)
    walker.client.post(walker.root + "startcheck/")
    return _page(walker, "startcheck/2/")


@case(f"{ROOM}/check_question.html", "error")
def _(stage):
    return _answered(_checking(stage), "")


@case(f"{ROOM}/check_feedback.html", "wrong", picture=True)
def _(stage):
    return _answered(_checking(stage), WRONG)


@case(f"{ROOM}/check_feedback.html", "answered before")
def _(stage):
    return _answered(_checking(stage), WRONG, RIGHT)


@case(f"{ROOM}/check_feedback.html", "right, the last one")
def _(stage):
    walker = _checking(stage)
    _answered(walker, RIGHT)
    walker.get("startcheck/2/")
    return _answered(walker, RIGHT)


# --- two short questions ---------------------------------------------------------------------------------------------


def _boosted(stage, edition=None):
    """A member who finished long enough ago, and wants the questions."""
    edition, user = edition or stage.starter, stage.fresh if edition is None else stage.states_member
    complete(user, edition, on=TODAY - timedelta(days=60))
    Booster.objects.create(user=user, edition=edition, wanted_on=TODAY - timedelta(days=60))
    return stage.as_(user), stage.page(edition, "twee-vragen/1/")


@case(f"{ROOM}/booster.html", "empty", picture=True)
def _(stage):
    client, address = _boosted(stage)
    return client.get(address)


@case(f"{ROOM}/booster.html", "error, long text")
def _(stage):
    client, address = _boosted(stage, stage.long)
    return client.post(address)


@case(f"{ROOM}/booster.html", "feedback, long text")
def _(stage):
    client, address = _boosted(stage, stage.long)
    return client.post(address, {"answer": WRONG})


@case(f"{ROOM}/result.html", "questions wanted")
def _(stage):
    return stage.as_(stage.done).post(stage.page(stage.starter, "twee-vragen/"), {"wanted": "1"}, follow=True)


@case(f"{ROOM}/result.html", "box not ticked")
def _(stage):
    return stage.as_(stage.done).post(stage.page(stage.starter, "twee-vragen/"), follow=True)
