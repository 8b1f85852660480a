"""What a sheet may and may not do, read from its text: the browser is told no more than stands here."""

import base64
import hashlib
import re

import pytest

from content.worksheets import rendering, sealing
from content.worksheets.rendering import LETTERS, ROOM

every_letter = pytest.mark.parametrize("letter", LETTERS)
#: Ways to ask for something, to keep something, or to make code from words.
WAYS_OUT = """
    fetch XMLHttpRequest sendBeacon WebSocket EventSource WebTransport RTC import Worker importScripts Image Audio
    localStorage sessionStorage indexedDB caches cookie BroadcastChannel postMessage opener history pushState hash
    assign open name src action ping innerHTML outerHTML insertAdjacentHTML createElement setAttribute write eval
    Function URL encodeURIComponent btoa requestSubmit credentials clipboard share navigator setTimeout setInterval
""".split()


def sealed(letter):
    return rendering.page(letter, site_style="b { color: teal }\n")


def element(name, html):
    (text,) = re.findall(rf"<{name}\b[^>]*>(.*?)</{name}>", html, re.S)
    return text


@every_letter
def test_the_policy_names_the_very_text_of_style_and_script(letter):
    page = sealed(letter)

    def named(text):
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert page.policy == (
        f"default-src 'none'; script-src 'sha256-{named(element('script', page.html))}'; "
        f"style-src 'sha256-{named(element('style', page.html))}'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; sandbox allow-scripts allow-modals"
    )


@every_letter
def test_the_policy_follows_a_script_that_is_changed(letter):
    other = rendering.page(letter, site_style="", own_script="1;")
    assert element("script", other.html) == "1;" and sealing.digest("1;") in other.policy
    assert other.policy != sealed(letter).policy


@every_letter
def test_a_sheet_fetches_nothing_and_has_nothing_inline(letter):
    html = sealed(letter).html
    assert (
        re.findall(r"<(?:link|img|iframe|object|embed|video|audio|base|source)\b|\ssrc=|http-equiv|url\(", html) == []
    )
    assert re.findall(r"<[^>]*\s(?:style|on\w+|ping|action|formaction|target|download)=", html) == []
    assert element("title", html) == "Werkblad"


@every_letter
def test_links_are_the_same_for_everybody_and_hold_no_question(letter):
    links = set(re.findall(r'href="([^"]*)"', sealed(letter).html))
    assert links == {"#inhoud", "/", "/hulp/", "/werkblad/", "/weergave/", "https://www.knmi.nl/"}


def test_no_field_takes_words():
    for letter in LETTERS:
        html = sealed(letter).html
        assert set(re.findall(r'<input type="(\w+)"', html)) == {"radio"}
        assert not re.search(r"<(textarea|select)|contenteditable", html)
        assert 'autocomplete="off"' in html and "checked" not in element("form", html)


def test_the_script_is_short_and_knows_no_way_out():
    script = rendering.script()
    assert len(script.splitlines()) <= 200 and max(map(len, script.splitlines())) <= 120
    code = re.sub(r"//.*", "", script)
    assert [word for word in WAYS_OUT if re.search(rf"\b{word}\b", code)] == []
    assert ".submit" not in code
    # one way to another page, and it is the way out that stands in the page
    assert re.findall(r"\blocation\b.*", code) == ["location.replace(link.href);"]
    assert re.findall(r"document\.title.*", code) == ["document.title = link.dataset.title;"]
    # nothing is named by a word that was put together: what is not found above is not there
    assert "[" not in re.sub(r'"[^"\n]*"', "", code)


def test_no_code_builds_a_sheet_around_the_database():
    sources = [path.read_text(encoding="utf-8") for path in ROOM.glob("*.py")]
    assert len(sources) >= 4
    for source in sources:
        assert not re.search(r"django\.db|\bmodels\b|\bcache\.(get|set)|\blogg|\bsession|request", source)


def test_none_of_the_texts_ends_an_element_too_early():
    for text in (rendering.script(), rendering.style()):
        assert "</" not in text and "\r" not in text and "<!--" not in text
