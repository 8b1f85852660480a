"""A trainer's preview is the member's page: every `<main>` of a draft equals that of the edition frozen from it.

What differs is normalised, and nothing else: see `SAME`.
"""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.editions.opening import open_edition
from content.previews.modes import modes_of
from content.questions import registry
from content.questions.base import Question
from courses.learning.answering import submit_answer
from courses.learning.models import Answer, Attempt, Enrolment, Progress
from courses.learning.seals import opened_turn
from courses.learning.views import asking
from courses.members.local import texts
from tests import factories as people
from tests.content.editions.factories import module as every_kind_of_block
from tests.content.editions.factories import question_form
from tests.courses.learning import factories
from tests.courses.learning.walking import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

MAIN = re.compile(r"<main.*?</main>", re.S)
#: (what a reader's page or a preview holds, what both become). Each line is a thing that cannot be the same.
SAME = [
    # the token against forged requests; seals that say what was read: made for one session, one page
    (r'(name="(?:csrfmiddlewaretoken|seen|turn)" value=")[^"]*', r"\1SEAL"),
    # addresses inside the edition: a preview has none, and leads nowhere
    (r'((?:href|action)=")(?:/leren/[^"]*|#inhoud)"', r'\1ADDRESS"'),
    # of the reader's own organisation: contacts and protocol in a lesson, numbers at the end
    (r'<p class="frame plain">Hier staat, van de eigen organisatie van de lezer: [^<]*</p>', "OWN"),
    (r'<li class="note">Hier staat, van de eigen organisatie van de lezer: [^<]*</li>', "NUMBERS"),
    # the reference of a completion
    (r"Kenmerk \S+</p>", "REFERENCE"),
]


def same(html, own=()):
    """`<main>` of a page, with what may differ made the same. `own`: the reader's own HTML by token name."""
    main = MAIN.search(html)[0]
    for name, fragment in own:
        main = main.replace(fragment, "NUMBERS" if name == "card:numbers" else "OWN") if fragment else main
    for found, becomes in SAME:
        main = re.sub(found, becomes, main)
    return main


@pytest.fixture(autouse=True)
def one_order(monkeypatch):
    """Steps and pairs are shuffled for each attempt; here every attempt has the order of a preview."""
    monkeypatch.setattr(asking, "_seed", lambda turn: "preview")


@pytest.fixture
def trainer():
    client = Client()
    client.force_login(people.person("trainer@voorbeeld.example", name="Noor de Wit", is_superuser=True))
    return client


class Member(Walker):
    """A reader of an edition, and what of the pages is the reader's own."""

    def __init__(self, edition):
        self.organisation = factories.with_contacts(people.organisation())
        self.user = factories.a_member(self.organisation)
        client = Client()
        client.force_login(self.user)
        super().__init__(client, edition)

    @property
    def main(self):
        assert self.status == 200, self.url
        fragments = texts.fragments_of([self.organisation])
        return same(self.html, sorted(fragments.items(), key=lambda pair: -len(pair[1])))

    def answered(self, number, *, rightly, step):
        """Answer question `number` of a quiz as a form would, and read the feedback."""
        self.get(f"{step.position}/vraag/{number}/")
        turn = opened_turn(self.hidden("turn"))
        document = step.questions.get(pk=turn.question).frozen.document
        right, other = registry.examples(document)
        submit_answer(user=self.user, turn=turn, response=right if rightly else other, now=timezone.now())
        return self.get(f"{step.position}/vraag/{number}/")


def opened(of):
    return open_edition(module=of, year=timezone.localdate().year, now=timezone.now())


def previews(trainer, page):
    """Every screen of a page's draft by its mode; each is asked for in the way of Wagtail's preview."""
    found = {}
    for mode, label in modes_of(page):
        response = trainer.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]) + f"?mode={quote(mode)}")
        assert response.status_code == 200 and label
        found[mode] = same(response.content.decode())
    return found


def pages_of(edition, kind):
    return [step for step in edition.steps.select_related("page") if step.kind == kind]


@pytest.fixture(params=[every_kind_of_block, factories.a_module], ids=["every block", "three in a row"])
def edition(request):
    return opened(request.param())


def test_every_screen_of_a_lesson(trainer, edition):
    for step in pages_of(edition, "lesson"):
        shown = previews(trainer, step.page.specific)
        member = Member(edition)
        assert member.get(f"{step.position}/").main == shown.pop("front")
        member.begin(step.position)
        for number in range(1, step.screens + 1):
            assert member.main == shown.pop(f"screen-{number}")
            member.go_on()
        assert shown == {}


def test_every_situation_consequence_and_the_whole_of_a_dilemma(trainer, edition):
    (step,) = pages_of(edition, "dilemma")
    shown = previews(trainer, step.page.specific)
    member = Member(edition)
    assert member.get(f"{step.position}/").main == shown.pop("front")
    member.begin(step.position)
    assert member.get(f"{step.position}/alles/").main == shown.pop("whole")
    address = f"{member.root}{step.position}/situatie/"
    for number, block in enumerate(step.frozen.document["scenes"], start=1):
        scene = block["value"]
        assert member.post(address, go="1", scene=scene["key"]).main == shown.pop(f"scene-{number}")
        for place, choice in enumerate(scene["choices"], start=1):
            member.post(address, scene=scene["key"], choice=choice["value"]["key"])
            assert member.main == shown.pop(f"scene-{number}-choice-{place}")
    assert shown == {}


def test_every_question_of_a_quiz_before_and_after_an_answer(trainer, edition):
    (step,) = pages_of(edition, "quiz")
    shown = previews(trainer, step.page.specific)
    total = step.questions.count()
    best = Member(edition)
    assert best.get(f"{step.position}/").main == shown.pop("front")
    best.begin(step.position)
    for number in range(1, total + 1):
        assert best.get(f"{step.position}/vraag/{number}/").main == shown.pop(f"question-{number}")
        assert best.answered(number, rightly=True, step=step).main == shown.pop(f"question-{number}-best")
        other = Member(edition).begin(step.position)
        for before in range(1, number):
            other.answered(before, rightly=True, step=step)
        assert other.answered(number, rightly=False, step=step).main == shown.pop(f"question-{number}-other")
    assert shown == {}


def test_the_front_and_the_end_of_a_module(trainer):
    edition = opened(factories.a_module())
    shown = previews(trainer, edition.module.specific)
    member = Member(edition)
    assert member.get("").main == shown.pop("cover")
    member.finish_lesson()
    member.finish_dilemma()
    member.finish_quiz()
    assert member.get("klaar/").main == shown.pop("result")
    assert shown == {}


def test_the_front_of_a_module_with_a_picture(trainer):
    edition = opened(every_kind_of_block())
    cover = previews(trainer, edition.module.specific)["cover"]
    assert Member(edition).get("").main == cover and 'fetchpriority="high"' in cover


def test_a_question_of_its_own_is_the_page_of_a_quiz_with_one_question(trainer):
    of = factories.a_module(questions=1)
    edition = opened(of)
    (step,) = pages_of(edition, "quiz")
    question = Question.objects.get(pk=step.questions.get().question_id)
    address = reverse(question.snippet_viewset.get_url_name("preview_on_edit"), args=[question.pk])
    best, other = Member(edition).begin(step.position), Member(edition).begin(step.position)
    pages = {
        "question-1": best.get(f"{step.position}/vraag/1/").main,
        "question-1-best": best.answered(1, rightly=True, step=step).main,
        "question-1-other": other.answered(1, rightly=False, step=step).main,
    }
    form = question_form(trainer, question)[1]
    assert trainer.post(address, form).json()["is_valid"]
    for mode, page in pages.items():
        preview = same(trainer.get(f"{address}?mode={mode}").content.decode())
        # the module and the quiz around it are not known; both have a name on the member's page
        for name, stand_in in ((edition.title, "Module"), (step.title, "Vragen")):
            page = page.replace(f"</svg>{name}</a>", f"</svg>{stand_in}</a>").replace(f">{name} ·", f">{stand_in} ·")
        assert preview == page


def test_a_preview_writes_nothing_and_holds_no_token(trainer, edition):
    for page in [edition.module, *(step.page for step in edition.steps.all())]:
        previews(trainer, page.specific)
    assert [model.objects.count() for model in (Enrolment, Progress, Attempt, Answer)] == [0] * 4
    page = pages_of(edition, "quiz")[0].page
    html = trainer.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    tokens = re.findall(r'name="(?:csrfmiddlewaretoken|seen|turn)" value="([^"]*)"', html)
    assert set(tokens) == {"preview"}


def test_a_preview_can_send_nothing(trainer, edition):
    response = trainer.get(reverse("wagtailadmin_pages:view_draft", args=[edition.module_id]))
    policy = response["Content-Security-Policy"]
    assert "form-action 'none'" in policy and "frame-ancestors 'self'" in policy and "default-src 'none'" in policy
