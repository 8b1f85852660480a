"""What another process drew is read as it was drawn."""

import pytest
from django.http import HttpResponse

from tests.look.gallery import CASES, Gallery
from tests.look.screens import Screen
from tests.look.sharing import FOLDER, DrawnElsewhere, shared


def drawn():
    first, second = CASES[:2]
    screen = Screen(first, "<p>é</p>", {"Content-Type": "text/html"}, "/a/?b=c", frozenset({"a.html", "b.html"}))
    beside = {"/media/a.png": HttpResponse(b"\x89", content_type="image/png")}
    return Gallery({first.name: screen}, {second.name: ValueError("not so")}, beside)


def test_a_gallery_is_drawn_once_and_read_by_the_others(tmp_path, monkeypatch):
    monkeypatch.delenv(FOLDER, raising=False)
    first = shared("dutch", tmp_path, drawn)
    again = shared("dutch", tmp_path, lambda: pytest.fail("drawn a second time"))
    assert again.screens == first.screens
    assert again.beside["/media/a.png"].content == b"\x89"
    assert again.beside["/media/a.png"]["Content-Type"] == "image/png"
    with pytest.raises(DrawnElsewhere, match="ValueError: not so"):
        again.screen(CASES[1])


def test_what_could_not_be_drawn_is_tried_again_by_the_next(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "run"))
    with pytest.raises(ZeroDivisionError):
        shared("dutch", tmp_path, lambda: 1 / 0)
    assert shared("dutch", tmp_path, drawn).screens


def test_each_name_is_a_gallery_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "run"))
    shared("dutch", tmp_path, drawn)
    assert shared("english", tmp_path, Gallery).screens == {}
