"""A small module with a lesson, a dilemma and a quiz, opened as an edition, and a member who may learn it."""

from datetime import UTC, date, datetime
from itertools import count

from wagtail.models import Page

from content.editions.opening import open_edition
from content.objectives import Objective
from content.pages import DilemmaPage, HomePage, LessonPage, ModulePage, QuizPage, QuizQuestion
from content.questions.single_choice import SingleChoiceOption, SingleChoiceQuestion
from courses.members.models import LocalContact, ProtocolExcerpt
from tests import factories

NOW = datetime(2026, 11, 10, 20, 15, tzinfo=UTC)
RIGHT, WRONG = "bellen", "wachten"
_numbers = count(1)

SCENES = [
    {
        "key": "avond",
        "title": "Donderdagavond",
        "text": "<p>Op de mat ligt een briefje.</p>",
        "quote": "Wij weten u te vinden.",
        "choices": [
            ("bewaren", "Ik bewaar het briefje.", "wise", "U bewaart het", "ochtend"),
            ("weggooien", "Ik gooi het briefje weg.", "risk", "Het briefje is weg", "later"),
        ],
    },
    {
        "key": "ochtend",
        "title": "Vrijdagochtend",
        "text": "<p>U belt de griffier.</p>",
        "quote": "",
        "choices": [
            ("aangifte", "Ik doe aangifte.", "wise", "De politie schrijft mee", ""),
            ("rusten", "Ik laat het rusten.", "mixed", "Het blijft stil", ""),
        ],
    },
    {
        "key": "later",
        "title": "Een week later",
        "text": "<p>Er komt een tweede briefje.</p>",
        "quote": "",
        "choices": [
            ("alsnog", "Ik meld het alsnog.", "wise", "Melden kan altijd nog", ""),
            ("zwijgen", "Ik zeg niets.", "risk", "U loopt er alleen mee rond", ""),
        ],
    },
]


def question(key=None, *, objective=None):
    """A published question; its right answer has the key `RIGHT`, another one `WRONG`."""
    row = SingleChoiceQuestion(
        key=key or f"vraag-{next(_numbers)}",
        prompt=f"Wat doet u eerst, in geval {next(_numbers)}?",
        objective=objective or an_objective(),
        source="Verzonnen voor de test",
    )
    row.options = [
        SingleChoiceOption(
            key=RIGHT, text="Ik bel de griffier.", correct=True, feedback="<p>U staat er niet alleen voor.</p>"
        ),
        SingleChoiceOption(key=WRONG, text="Ik wacht af.", correct=False, feedback="<p>Dan bent u alleen.</p>"),
    ]
    for place, option in enumerate(row.options.all()):
        option.sort_order = place  # as the editor does; without it PostgreSQL may give them in any order
    row.save()
    row.save_revision().publish()
    return row


def an_objective():
    return Objective.objects.get_or_create(code="melden", defaults={"statement": "U weet waar u meldt."})[0]


def a_module(*, questions=3, rule="mastery", percentage=80):
    """A published module: a lesson of three screens (practice on the second), a dilemma, a quiz."""
    module = a_module_page()
    screens = [
        screen(
            "Het hoort er niet bij", [("text", "<p>Melden helpt.</p>"), ("contact", "report"), ("protocol", "report")]
        ),
        screen("Oefenen", [("text", "<p>Een vraag vooraf.</p>"), ("question", question())]),
        screen("Tot slot", [("text", "<p>Bel dezelfde dag.</p>")]),
    ]
    steps = [
        LessonPage(title="Waar u meldt", slug="waar", minutes=6, objective=an_objective(), body=screens),
        DilemmaPage(
            title="De envelop",
            slug="envelop",
            minutes=4,
            objective=an_objective(),
            scenes=[scene(**one) for one in SCENES],
        ),
        quiz_page(questions, rule, percentage),
    ]
    for page in steps:
        module.add_child(instance=page)
    for page in (module, *steps):
        page.save_revision().publish()
    return ModulePage.objects.get(pk=module.pk)


def a_module_page():
    """A module without steps, not published."""
    home = HomePage.objects.first() or Page.objects.get(depth=1).add_child(
        instance=HomePage(title="Thuis", slug="thuis")
    )
    return home.add_child(
        instance=ModulePage(
            title="Melden helpt",
            slug=f"melden-{next(_numbers)}",
            summary="Waar u meldt.",
            intro="<p>Welkom.</p>",
            remember=[("thing", "<p>Bewaar eerst.</p>"), ("thing", "<p>Meld altijd.</p>")],
        )
    )


def quiz_page(questions, rule, percentage):
    """A quiz with new questions, not saved."""
    page = QuizPage(title="Wat doet u nu?", slug="wat-doet-u-nu", minutes=4, rule=rule, pass_percentage=percentage)
    page.questions = [QuizQuestion(question=question(), sort_order=number) for number in range(questions)]
    return page


def screen(title, content):
    return ("screen", {"title": title, "content": content, "source": ""})


def scene(*, key, title, text, quote, choices):
    names = ("key", "text", "tone", "title", "next")
    options = [
        {
            **dict(zip(names, one, strict=True)),
            "consequence": f"<p>{one[3]}.</p>",
            "advice": "<p>Daarom.</p>",
            "source": "",
        }
        for one in choices
    ]
    return ("scene", {"key": key, "title": title, "text": text, "quote": quote, "choices": options})


def an_edition(module=None, *, year=2026, **about):
    """A module, opened."""
    return open_edition(module=module or a_module(**about), year=year, now=datetime(2026, 1, 5, tzinfo=UTC))


def a_member(organisation=None, **dates):
    """A person with an active mandate."""
    return factories.membership(None, organisation, **dates).user


def with_contacts(organisation, *, verified_on=date(2026, 11, 1)):
    """The organisation, its contact for reports and its protocol filled in."""
    LocalContact.objects.create(
        organisation=organisation, kind="report", name="Hanna Brink", role="griffier", phone="0123 - 45 67 89",
        availability="ook ’s avonds", verified_on=verified_on,
    )  # fmt: skip
    ProtocolExcerpt.objects.create(
        organisation=organisation, topic="report", text="Een raadslid meldt altijd.", reference="artikel 4",
        verified_on=verified_on,
    )  # fmt: skip
    return organisation
