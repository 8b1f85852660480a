"""A trainer classes what changed and looks at the news, in a real browser under the policy of the admin."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from content.editions.models import Amendment, ChangeNote
from content.editions.news import news_between
from tests.content.editions import changing
from tests.content.editions.factories import edition, module
from tests.elearning.factories import trainer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["with script", "without script"])
def desk(request, new_context, client, site):
    """A trainer's page, with and without JavaScript."""
    user = trainer()
    user.refresh_from_db()
    client.force_login(user)
    context = new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=request.param == "with script")
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
    return context.new_page()


def test_a_trainer_opens_a_year_classes_what_changed_and_sees_the_news(desk, site):
    of = module()
    before = edition(of, 2026)
    where = changing.rewrite(text="Bel voortaan eerst.")
    changing.retitle(title="De tweede les")
    changing.reword(prompt="Hoeveel van de 100 belden er dit jaar?")
    main = desk.get_by_role("main")

    desk.goto(site + reverse("editions"))
    main.get_by_role("link", name="Open een jaargang van ‘Proefmodule’").click()
    desk.get_by_label("Jaar").fill("2027")
    desk.get_by_role("button", name="Open deze jaargang").click()
    expect(main.get_by_role("heading", name="0 van 3 ingedeeld")).to_be_visible()

    main.get_by_role("link", name="De tweede les").click()
    change = main.get_by_role("region", name="Wijziging 2: tekst")
    expect(change.get_by_text("Deze les verandert niet.")).to_be_visible()
    expect(change.get_by_text("Bel voortaan eerst.")).to_be_visible()
    change.get_by_role("radio", name="dringend").focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("Tab")
    desk.keyboard.type("U belt voortaan eerst.")
    main.get_by_role("button", name="Rest is redactioneel").click()
    expect(main.get_by_text("2 van 2 ingedeeld")).to_be_visible()
    expect(change.get_by_role("radio", name="dringend")).to_be_checked()

    main.get_by_role("link", name="Alle onderdelen die veranderd zijn").click()
    expect(main.get_by_role("heading", name="2 van 3 ingedeeld")).to_be_visible()
    desk.get_by_label("Wat leden als eerste lezen").fill("Dit jaar gaat het over bellen.")
    main.get_by_role("button", name="Bewaar de inleiding").click()
    main.get_by_role("link", name="Bekijk het zoals leden het zien").click()
    news = desk.get_by_role("region", name="Wat is er nieuw in 2027")
    expect(news.get_by_text("Dit jaar gaat het over bellen.")).to_be_visible()
    told = news.get_by_role("listitem")
    expect(told).to_have_count(2)
    expect(told.nth(0)).to_contain_text("Goed om nu te weten: U belt voortaan eerst.")
    expect(told.nth(1)).to_contain_text("‘Toets’ is veranderd.")
    desk.get_by_role("link", name="Terug naar de wijzigingen").click()
    expect(main.get_by_role("heading", name="2 van 3 ingedeeld")).to_be_visible()

    kinds = dict(ChangeNote.objects.values_list("where", "kind"))
    assert kinds == {where: Amendment.Kind.URGENT, "title": Amendment.Kind.EDITORIAL}
    assert [item.text for item in news_between(since=before, edition=of.editions.get(year=2027)).items] == [
        "U belt voortaan eerst.",
        "‘Toets’ is veranderd.",
    ]
