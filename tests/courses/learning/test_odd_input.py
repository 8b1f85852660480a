"""What nobody types by accident: numbers that no column holds, and the software's own tokens."""

import pytest

from content.pages import ModulePage, QuizPage
from content.questions.numeric_estimate import NumericEstimateQuestion
from tests.courses.learning import factories
from tests.courses.learning.walking import Walker

pytestmark = pytest.mark.django_db
HUGE = 10**30
TOKENS = ("[[contact:report]]", "[[reader:csrf]]", "[[reader:organisation]]")


@pytest.mark.parametrize(
    "address",
    [
        f"/leren/{HUGE}/",
        f"/leren/{HUGE}/klaar/",
        f"/leren/{HUGE}/1/",
        f"/leren/{HUGE}/1/1/",
        f"/leren/1/{HUGE}/",
        f"/leren/1/{HUGE}/1/",
        f"/leren/{2**63}/1/1/",
        f"/leren/1/{HUGE}/situatie/",
        f"/leren/1/{HUGE}/vraag/1/",
        f"/leren/1/1/{HUGE}/",
        f"/leren/1/3/vraag/{HUGE}/",
        f"/leren/onderdeel/{HUGE}/",
        f"/leren/1/1/oefenen/{HUGE}/x/",
    ],
)
def test_a_number_that_no_column_holds_is_not_found(walker, address):
    for send in (walker.get, walker.post):
        assert send(address).status == 404


def test_a_token_in_a_title_is_text(client, member):
    module = factories.a_module()
    for page in (module, QuizPage.objects.child_of(module).get()):
        page.title = "Let op [[contact:report]] [[reader:csrf]]"
        page.save_revision().publish()
    client.force_login(member)
    walker = Walker(client, factories.an_edition(ModulePage.objects.get(pk=module.pk))).begin(3)
    assert walker.status == 200
    assert walker.title.startswith("Vraag 1 van 3 – Let op [contact:report]] [reader:csrf]]")


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_in_an_answer_is_text(client, member, token):
    estimate = NumericEstimateQuestion(
        key="schatting", prompt="Hoeveel?", objective=factories.an_objective(), source="Verzonnen",
        value=45, lower=40, upper=50, feedback_low="<p>Meer.</p>", feedback_right="<p>Ja.</p>",
        feedback_high="<p>Minder.</p>",
    )  # fmt: skip
    estimate.save()
    estimate.save_revision().publish()
    module = factories.a_module(questions=1)
    page = QuizPage.objects.child_of(module).get()
    page.questions.get().delete()
    page = QuizPage.objects.get(pk=page.pk)
    page.questions.create(question=estimate, sort_order=0)
    page.save_revision().publish()
    client.force_login(member)
    walker = Walker(client, factories.an_edition(module)).begin(3)
    walker.answer(token)
    assert walker.status == 200 and walker.title.startswith("Fout:")
    assert f'value="{token[1:]}"' in walker.html
