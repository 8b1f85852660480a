"""The preview panel of the editor in a real browser, under the policy that the admin has."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from content.pages import DilemmaPage, LessonPage, ModulePage, QuizPage
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
    return framed(page)


def screen(page):
    """The frame of the preview; while it changes there are two of them, and the last one is the new one."""
    return page.locator("iframe[title='Voorbeeld'][src]").last


def framed(page):
    return screen(page).content_frame


@pytest.mark.parametrize(
    ("model", "first", "mode", "then"),
    [
        (
            LessonPage,
            "Hier staat, van de eigen organisatie van de lezer",
            "Scherm 2: Nog een scherm",
            "Hier staat weinig.",
        ),
        (DilemmaPage, "Er ligt een brief op de mat.", "Situatie 1, na keuze 1: Ik bel.", "Goed dat je belt"),
        (QuizPage, "vraag 1 van 5", "Vraag 1, na een ander antwoord", "Niet het beste antwoord"),
        (ModulePage, "Wat u dit jaar doet", "Als de module klaar is", "Om te onthouden"),
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_of_a_page(editor, scheme, model, first, mode, then):
    module()
    editor.emulate_media(color_scheme=scheme)
    page = model.objects.order_by("path").first()
    frame = previewed(editor, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    expect(frame.get_by_text(first).first).to_be_visible()
    expect(screen(editor)).to_have_js_property("clientWidth", 360)
    editor.get_by_label("Voorvertoning modus").select_option(label=mode)
    shown = framed(editor)
    expect(shown.get_by_text(then).first).to_be_visible()
    ground = "rgb(255, 255, 255)" if scheme == "light" else "rgb(15, 24, 29)"
    expect(shown.locator("body")).to_have_css("background-color", ground)
    assert editor.problems == []


def test_its_buttons_do_nothing(editor):
    """Neither the button of the form nor “Verlaat deze pagina” gets past the page's own policy."""
    module()
    page = QuizPage.objects.get()
    frame = previewed(editor, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    sent = []
    editor.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    with editor.expect_console_message(lambda line: "form-action" in line.text):
        frame.get_by_role("button", name="Controleer mijn antwoord").click()
    expect(frame.get_by_role("button", name="Controleer mijn antwoord")).to_be_visible()
    assert [address for address in sent if "/preview/" not in address] == []


def test_of_a_question(editor):
    module()
    question = Question.objects.first()
    frame = previewed(editor, reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk]))
    expect(frame.get_by_text(question.prompt).first).to_be_visible()
    assert editor.problems == []
