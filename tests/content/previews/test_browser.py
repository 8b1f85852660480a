"""The preview panel of the editor in a real browser, under the policy that the admin has."""

import pytest
from django.conf import settings
from django.urls import reverse

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


def framed(page):
    """The preview; while it changes there are two of them, and the last one is the new one."""
    return page.locator("iframe[title='Voorbeeld'][src]").last.content_frame


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
    frame.get_by_text(first).first.wait_for(timeout=10_000)
    assert frame.get_by_role("main").evaluate("main => main.ownerDocument.defaultView.innerWidth") == 360
    editor.get_by_label("Voorvertoning modus").select_option(label=mode)
    shown = framed(editor)
    shown.get_by_text(then).first.wait_for(timeout=10_000)
    background = shown.get_by_role("main").evaluate("main => getComputedStyle(main.ownerDocument.body).backgroundColor")
    assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(15, 24, 29)")
    assert editor.problems == []


def test_its_buttons_do_nothing(editor):
    """Neither the button of the form nor “Verlaat deze pagina” gets past the page's own policy."""
    module()
    page = QuizPage.objects.get()
    frame = previewed(editor, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    sent = []
    editor.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    frame.get_by_role("button", name="Controleer mijn antwoord").click(timeout=10_000)
    frame.get_by_role("button", name="Controleer mijn antwoord").wait_for()
    assert [address for address in sent if "/preview/" not in address] == []
    assert any("form-action" in problem for problem in editor.problems)


def test_of_a_question(editor):
    module()
    question = Question.objects.first()
    frame = previewed(editor, reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk]))
    frame.get_by_text(question.prompt).first.wait_for(timeout=10_000)
    assert editor.problems == []
