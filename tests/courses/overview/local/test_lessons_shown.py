"""A clerk looks along at the screens on which something of the organisation stands, and nothing of that is kept."""

import re
from datetime import timedelta

import pytest

from courses.planning.opening import open_year
from tests import factories
from tests.courses.learning import factories as learning
from tests.courses.overview.local.desk import NORM, TODAY
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db


def rows():
    """Everything that learning keeps."""
    from courses.learning import models

    kept = (models.Enrolment, models.Progress, models.Attempt, models.Answer, models.Completion)
    return [model.objects.count() for model in kept]


def test_the_clerk_reads_the_screen_that_the_members_read(shown):
    shown.add()
    shown.post("excerpt", "report", **NORM, seen="")
    assert "Het hoort er niet bij" in shown.html("contacts_shown")
    html = shown.html("screen_shown", *shown.place)
    member = factories.membership(organisation_=shown.organisation).user
    shown.client.force_login(member)
    shown.client.post(f"/leren/{shown.edition.pk}/1/")
    theirs = shown.client.get(f"/leren/{shown.edition.pk}/1/1/").content.decode()

    def local(page):
        return re.findall(r'<section class="frame flow">\s*<h2>Bij uw gemeente</h2>.*?</section>', page, re.S)

    assert local(html) == local(theirs) and len(local(html)) == 2
    assert "Hanna Brink" in html and "[[" not in html


def test_looking_along_keeps_nothing(shown):
    before = rows()
    shown.html("screen_shown", *shown.place)
    response = shown.post("screen_shown", *shown.place, seen="")
    assert response.status_code == 303 and response["Location"] == shown.url("contacts_shown")
    assert rows() == before == [0] * 5


def test_a_screen_without_anything_local_or_of_another_module_does_not_exist(shown):
    other = learning.an_edition(year=TODAY.year)
    for place in ([shown.edition.pk, 1, 2], [shown.edition.pk, 2, 1], [other.pk, 1, 1], [shown.edition.pk, 1, 99]):
        assert shown.client.get(shown.url("screen_shown", *place)).status_code == 404
        assert shown.post("screen_shown", *place).status_code == 404
    assert shown.post("practice_shown", *shown.place, "bestaat-niet", answer="x").status_code == 404


def test_a_practice_question_on_such_a_screen_answers_back_and_keeps_nothing(desk):
    asked = learning.question()
    module = learning.a_module()
    lesson = module.get_children().specific().first()
    lesson.body = [learning.screen("Oefenen", [("contact", "report"), ("question", asked)])]
    lesson.save_revision().publish()
    edition = learning.an_edition(module, year=TODAY.year)
    programme = planned.programme(module, starts_on=TODAY - timedelta(days=400))
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    before = rows()
    assert "Ik bel de griffier." in desk.html("screen_shown", edition.pk, 1, 1)
    address = ("practice_shown", edition.pk, 1, 1, asked.key)
    assert "U staat er niet alleen voor." in desk.post(*address, answer=learning.RIGHT).content.decode()
    assert "<title>Fout:" in desk.post(*address).content.decode()
    assert rows() == before
