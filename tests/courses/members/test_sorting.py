"""Members stand in the order of the alphabet, whatever the database thinks of accents and capitals."""

import pytest

from courses.members.models import Membership
from tests import factories


@pytest.mark.django_db
def test_accents_and_capitals_do_not_move_a_name():
    council = factories.organisation()
    for name in ("Elif Öztürk", "Noor Wit", "Anna aalbers", "Bram Zijlstra", "Cem Çelik", "Joost O’Brien"):
        factories.membership(organisation_=council, name=name)
    listed = [membership.name.split(" ")[-1] for membership in Membership.objects.filter(organisation=council)]
    assert listed == ["aalbers", "Çelik", "O’Brien", "Öztürk", "Wit", "Zijlstra"]
