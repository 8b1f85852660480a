"""Every module that comes with the software can be done from beginning to end with the keyboard alone."""

import pytest
from django.conf import settings
from django.utils import timezone

from content.editions.opening import open_edition
from content.home import home_page
from content.packages.loading import load_package
from content.packages.loose import load_loose
from content.packages.starter import LOOSE, MODULES, STARTER
from content.proofreading.minutes import questions_in
from content.proofreading.pieces import manuscripts
from courses.learning.models import Completion
from tests.content.starter.answering import documents
from tests.courses.learning import factories
from tests.road.keyboard import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


#: Between them they hold every kind of step and question; `make proof` does the others as well.
DAILY = ("eerste-week", "melden-helpt")


@pytest.mark.parametrize(
    "module", [pytest.param(name, marks=() if name in DAILY else pytest.mark.proof) for name in MODULES]
)
def test_a_starter_module(new_context, client, site, module):
    for folder in LOOSE:
        load_loose(folder=STARTER / folder, parent=home_page())
    now = timezone.now()
    edition = open_edition(module=load_package(folder=STARTER / module, parent=home_page()), year=now.year, now=now)
    member = factories.a_member()
    factories.with_contacts(member.memberships.get().organisation)
    questions = documents(STARTER / module)

    client.force_login(member)
    context = new_context()
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
    walker = Walker(context.new_page(), {document["prompt"]: document for document in questions.values()})
    walker.page.goto(f"/leren/{edition.pk}/")
    walker.walk(until=f"U bent klaar voor {now.year}")

    assert Completion.objects.get().user == member
    steps = [step for step in manuscripts(STARTER, module) if step.kind in ("lesson", "dilemma", "quiz")]
    assert walker.dilemmas == sum(step.kind == "dilemma" for step in steps) > 0
    assert walker.answered == sum(len(questions_in(step)) for step in steps if step.kind != "dilemma") > 0
