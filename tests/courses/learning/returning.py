"""Somebody who did the module before: a module with an objective for each lesson, two editions of it, and the way of a
returning member through the newer one."""

import re
from datetime import date

from content.editions.models import Edition, EditionQuestion
from content.objectives import Objective
from content.pages import DilemmaPage, LessonPage, ModulePage, QuizPage, QuizQuestion
from courses.learning.models import Attempt
from courses.learning.seals import opened_turn
from tests.courses.learning import factories
from tests.courses.learning.factories import RIGHT, SCENES, WRONG
from tests.courses.learning.walking import Walker
from tests.courses.planning.factories import complete

OBJECTIVES = ("grens", "bewaren", "melden")
MUST = "Dit moet u weten"


def objective(code):
    return Objective.objects.get_or_create(code=code, defaults={"statement": f"U weet wat {code} is."})[0]


def a_wide_module(*, objectives=OBJECTIVES, questions=(2, 2, 2), dilemmas=2, must=("bewaren",), extra=()):
    """A published module: a lesson of two screens for each of `objectives`, dilemmas, and a quiz with so many questions
    about each. The second screen of the lessons in `must` is one that everybody sees. `extra` are objectives of which
    the quiz asks one question each and no lesson tells. Without questions there is no quiz.
    """
    module = factories.a_module_page()
    pages = [lesson(code, code in must) for code in objectives]
    pages += [dilemma(number) for number in range(1, dilemmas + 1)]
    asked = [code for code, number in zip(objectives, questions, strict=False) for _ in range(number)] + list(extra)
    if asked:
        quiz = QuizPage(title="Wat doet u nu?", slug="quiz", minutes=4)
        quiz.questions = [
            QuizQuestion(question=factories.question(objective=objective(code)), sort_order=number)
            for number, code in enumerate(asked)
        ]
        pages.append(quiz)
    for page in pages:
        module.add_child(instance=page)
    for page in (module, *pages):
        page.save_revision().publish()
    return ModulePage.objects.get(pk=module.pk)


def lesson(code, must=False):
    screens = [
        factories.screen(f"Over {code}", [("text", f"<p>Alles over {code}.</p>")]),
        factories.screen(MUST if must else "Tot slot", [("text", f"<p>Slot van {code}.</p>"), ("contact", "report")]),
    ]
    screens[1][1]["must_see"] = must
    return LessonPage(title=f"Les {code}", slug=f"les-{code}", minutes=4, objective=objective(code), body=screens)


def dilemma(number, **about):
    return DilemmaPage(
        title=f"Dilemma {number}",
        slug=f"dilemma-{number}",
        minutes=3,
        objective=objective("grens"),
        scenes=[factories.scene(**one) for one in SCENES],
        **about,
    )


def two_editions(module=None, *, years=(2025, 2026), **about):
    """The editions of `years`, oldest first: the newest is opened, the earlier ones say the same as it."""
    newest = factories.an_edition(module or a_wide_module(**about), year=years[-1])
    return [*(the_same(newest, year) for year in years[:-1]), newest]


def the_same(edition, year):
    """An edition of an earlier year in which nothing was different."""
    steps = list(edition.steps.all())
    earlier = Edition.objects.get(pk=edition.pk)
    earlier.pk, earlier.year = None, year
    earlier.save(force_insert=True)
    for step in steps:
        step.pk, step.edition = None, earlier
        step.save(force_insert=True)
    return earlier


def a_returning_member(earlier, organisation=None, *, on=date(2025, 5, 15)):
    """A member who completed `earlier`."""
    member = factories.a_member(organisation, start=date(2024, 3, 28))
    complete(member, earlier, on=on)
    return member


class Returning(Walker):
    """A returning member before an edition, pressing what is on the pages."""

    def start(self):
        return self.post("")

    def go_on_here(self):
        """Press Ga verder on a page of the refresher."""
        seen = self.hidden("seen")
        return self.post(self.url, **({"seen": seen} if seen else {}))

    def see_news(self):
        return self.get("nieuw/").go_on_here()

    def see_contacts(self):
        return self.get("contacten/").go_on_here()

    def do_dilemma(self, step):
        self.begin(step)
        self.choose("bewaren", "avond")
        return self.post(self.url, finish="1", seen=self.hidden("seen"))

    def objective_asked(self):
        """The code of the objective of the question on this page."""
        row = EditionQuestion.objects.select_related("question__objective").get(
            pk=opened_turn(self.hidden("turn")).question
        )
        return row.question.objective.code

    def do_check(self, *, missed=()):
        """Answer all questions of the check; those about an objective in `missed` wrongly."""
        self.post("startcheck/")
        asked = []
        while self.hidden("turn"):
            assert len(asked) < 6, "an answer was not taken: the same question came back"
            code = self.objective_asked()
            asked.append(code)
            self.answer(WRONG if code in missed else RIGHT)
            if self.link("Volgende vraag"):
                self.next_question()
        self.post("startcheck/")
        return asked

    def see_must_screens(self):
        self.get("dit-ziet-iedereen/")
        while "/dit-ziet-iedereen/" in self.url:
            self.go_on_here()
        return self

    def do_lesson(self, step):
        self.begin(step)
        while re.search(r"/\d+/\d+/$", self.url):
            self.go_on()
        return self

    @property
    def tasks(self):
        """(title, status) of each task on the page."""
        rows = re.findall(r'<li><a href="[^"]*">([^<]*)</a><span class="status[^"]*">(.*?)</span>', self.html, re.S)
        return [tuple(re.sub("<.*?>", "", part).strip() for part in row) for row in rows]


def the_check(member):
    return Attempt.objects.get(enrolment__user=member, step=None)
