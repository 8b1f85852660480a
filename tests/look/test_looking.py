"""The checks themselves: each sees what it is for, and is silent about its good twin."""

import pytest

from tests.look.hands import STOP, ring
from tests.look.screens import Case, Screen

pytestmark = pytest.mark.browser
NEXT = '<button class="btn">Volgende</button>'


@pytest.fixture
def shown(looker):
    """Shows a page that is made up here, with our styles, on a narrow screen."""
    window = looker(320, "light")

    def show(body, **headers):
        head = '<title>Proef</title><link rel="stylesheet" href="/static/elearning/css/tokens.css">'
        head += '<link rel="stylesheet" href="/static/elearning/css/base.css">'
        html = f'<!DOCTYPE html><html lang="nl"><head>{head}</head><body>{body}</body></html>'
        page = window.show(Screen(Case("", "", None), html, {"Content-Type": "text/html", **headers}, "/", frozenset()))
        return window, page

    return show


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        ("tooWide", '<p style="width: 400px">Breed</p>', "<p>Smal</p>"),
        (
            "stuck",
            '<div style="overflow-x: auto"><p style="width: 400px">Breed</p></div>',
            '<div style="overflow-x: auto" tabindex="0"><p style="width: 400px">Breed</p></div>',
        ),
        (
            "cutOff",
            '<p style="height: 10px; overflow: hidden">Half</p>',
            '<p class="vh">Alleen voor wie luistert</p><p style="overflow: hidden">Heel</p>',
        ),
        ("over", f'{NEXT}<button style="margin-left: -90px">Vorige</button>', f"{NEXT} <button>Vorige</button>"),
        (
            "small",
            '<p><a href="/">Los</a></p><button style="height: 20px">Laag</button>',
            f'<p>Lees <a href="/">deze regels</a> eerst.</p>{NEXT}',
        ),
        (
            "small",
            '<label><input type="radio" name="a"> Ja</label>',
            '<ul style="list-style: none; padding: 0"><li style="position: relative; height: 60px">'
            '<a href="/">Rij</a><style>a::after { content: ""; position: absolute; inset: 0 }</style></li></ul>',
        ),
    ],
)
def test_a_check_sees_what_it_is_for(shown, check, bad, good):
    window, _page = shown(bad)
    assert window.ask(check, "") != []
    window, _page = shown(good)
    assert window.ask(check, "") == []


def test_policy_and_missing_files_are_heard(shown):
    window, _page = shown('<p style="color: red">Rood</p>', **{"Content-Security-Policy": "style-src 'self'"})
    assert any("Content Security Policy" in line for line in window.complaints)
    window, _page = shown('<img src="/static/niet-hier.png" alt="">')
    assert any("which is not there" in line for line in window.complaints)
    window, _page = shown(NEXT)
    assert window.complaints == []


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (NEXT, ""),
        ('<button style="outline: none; box-shadow: none">Kaal</button>', "cannot be seen"),
        ('<button style="outline: 3px solid red; box-shadow: none">Rood</button>', "other colours"),
        (f'{NEXT}<p style="position: fixed; inset: 0; background: white">Balk</p>', "covered by"),
        ('<button style="position: absolute; left: -500px">Weg</button>', "outside the screen"),
    ],
)
def test_a_stop_is_judged(shown, body, trouble):
    _window, page = shown(body)
    page.keyboard.press("Tab")
    found = page.evaluate(STOP, ring())
    assert (not found) if not trouble else any(trouble in one for one in found)
