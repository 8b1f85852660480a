"""What proves the short way: a receipt that is checked like any other, and a certificate that says nothing of it."""

import re

import pytest

from courses.evidence.verifying import verify_completion
from courses.learning.models import Completion
from tests.courses.learning import returning
from tests.courses.learning.returning import Returning

pytestmark = pytest.mark.django_db


@pytest.fixture
def completion(client):
    earlier, edition = returning.two_editions(questions=(1, 1, 1), dilemmas=1)
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).start().see_news()
    walker.see_contacts().do_dilemma(4)
    walker.do_check()
    walker.see_must_screens()
    return Completion.objects.get(user=member, edition=edition)


def test_every_document_that_the_receipt_names_is_checked(completion):
    found = verify_completion(reference=completion.reference)
    assert found.sound
    # the edition, its five steps, and the three questions of the check
    assert found.documents == 9
    completion.receipt["check"][0]["digest"] = "0" * 64
    Completion.objects.filter(pk=completion.pk).delete()
    completion.pk = None
    completion.save(force_insert=True)
    found = verify_completion(reference=completion.reference)
    assert found.receipt_differs and found.missing == ["0" * 64]


def test_the_certificate_says_nothing_of_the_way(client, completion):
    text = re.sub("<[^>]+>", " ", client.get(f"/leren/bewijs/{completion.edition_id}/").content.decode())
    assert completion.reference in text
    for word in ("Aangetoond", "aangetoond", "Startcheck", "korte route"):
        assert word not in text
