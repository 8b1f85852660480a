"""The preview panel of the editor in a real browser, under the policy that the admin has."""

import pytest
from django.conf import settings
from django.urls import reverse

from content.pages import DilemmaPage, LessonPage, QuizPage
from content.questions.base import Question
from tests.content.editions.factories import module
from tests.elearning.factories import trainer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor(new_context, client, site):
    """A trainer's page, and what the browser refused or complained of."""
    user = trainer()
    user.refresh_from_db()
    client.force_login(user)
    context = new_context(viewport={"width": 1500, "height": 1000})
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
    page = context.new_page()
    page.problems = []
    page.on("console", lambda line: page.problems.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    return page


def previewed(page, address):
    page.goto(address)
    page.get_by_role("button", name="Voorvertoning").click()
    return page.frame_locator("iframe[title='Voorbeeld'][src]")


@pytest.mark.parametrize(
    ("model", "shows"),
    [
        (LessonPage, "Hier staat, van de eigen organisatie van de lezer"),
        (DilemmaPage, "Goed dat je belt"),
        (QuizPage, "Hoeveel van de 100 belden?"),
    ],
)
def test_of_a_page(editor, model, shows):
    module()
    page = model.objects.order_by("path").first()
    frame = previewed(editor, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    frame.get_by_text(shows).first.wait_for(timeout=10_000)
    assert editor.problems == []


def test_of_a_question(editor):
    module()
    question = Question.objects.first()
    frame = previewed(editor, reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk]))
    frame.get_by_text(question.prompt).first.wait_for(timeout=10_000)
    assert editor.problems == []
