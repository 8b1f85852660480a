"""The style sheet of a colour: for everybody, without database, for ever."""

import pytest

from courses.members.look import stylesheet


def test_the_sheet_asks_neither_session_nor_database(client):
    response = client.get(stylesheet.address_of("#7a1f5c"))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"] and not response.cookies
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["7a1f5c-0000000000000000.css", "x.css", "7a1f5c.css", "%00.css"])
def test_another_name_is_a_404(client, db, name):
    assert client.get(f"/huisstijl/{name}").status_code == 404
