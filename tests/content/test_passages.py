"""The language of passages: Dutch unless an author said otherwise; named where the page speaks another language."""

import pytest
from django.utils import translation

from content.blocks import MessageBlock, QuoteBlock, SceneBlock
from content.editions.documents import digest, plain
from content.editions.rendering import render_blocks
from content.languages import LANGUAGES
from content.packages.checking import Checker
from content.packages.steps import STEP_CHECKS
from content.templatetags.dutch import dutch, dutch_html, in_dutch
from content.templatetags.languages import html_in, in_language, own_words, passage, words_in

MESSAGE = {
    "note": "Hieronder staat een grof bericht.",
    "summary": "Iemand dreigt.",
    "sender": "Onbekend account",
    "moment": "zondag",
    "lines": ["Stop it, or else."],
}


def shown(screen, **fields):
    """A message on a screen in the language `screen`."""
    lines = [{"id": "1", "value": line} for line in MESSAGE["lines"]]
    block = {"id": "b", "type": "message", "value": {**MESSAGE, "lines": lines, **fields}}
    with translation.override(screen):
        return render_blocks([block])


# --- on a page --------------------------------------------------------------------------------------------------------


def test_a_dutch_page_says_it_once_and_an_english_page_at_every_dutch_passage():
    assert "lang=" not in shown("nl")
    page = shown("en")
    for text in (MESSAGE["note"], MESSAGE["summary"], MESSAGE["lines"][0]):
        assert f'lang="nl">{text}' in page
    assert 'lang="nl"' not in page.partition("Read the message")[0].rpartition("<summary>")[2]


@pytest.mark.parametrize("language", [name for name, _label in LANGUAGES])
@pytest.mark.parametrize("screen", ["nl", "en"])
def test_a_message_in_another_language_says_so_on_both(screen, language):
    line = shown(screen, language=language).partition('<div class="bubble">')[2]
    direction = ' dir="rtl"' if language == "ar" else ""
    assert line.startswith(f'<p lang="{language}"{direction}>Stop it')


@pytest.mark.parametrize("screen", ["nl", "en"])
def test_so_does_a_quote_but_not_who_says_it(screen):
    value = {"text": "Hâld op.", "attribution": "een inwoner", "language": "fy"}
    with translation.override(screen):
        page = render_blocks([{"id": "b", "type": "quote", "value": value}])
    assert '<blockquote class="quote" lang="fy">' in page and 'lang="fy"' not in page.partition("<figcaption")[2]


def test_the_tags_escape_and_do_not_mark_what_is_not_there():
    with translation.override("en"):
        assert dutch("a & <b>") == '<span lang="nl">a &amp; &lt;b&gt;</span>'
        assert dutch("") == "" and dutch(None) == "None"
        assert in_dutch() == ' lang="nl"' and passage("", "nl") == ' lang="nl"'
        assert passage('x"><b>', "nl") == ' lang="x&quot;&gt;&lt;b&gt;"'
        assert own_words({"type": "single_choice"}) == ' lang="nl"' and own_words({"type": "statement"}) == ""
    with translation.override("nl"):
        assert dutch("a & <b>") == "a &amp; &lt;b&gt;" and in_dutch() == passage("", "nl") == ""


def test_each_part_of_rich_text_is_marked_and_its_words_are_left_alone():
    html = '<h2>Kop</h2><p class="lead">Een &lt;p&gt; en <b>vet</b></p><ul><li><p>x</p></li></ul><ol><li>y</li></ol>'
    html += "<pre>z</pre>"
    with translation.override("en"):
        marked = dutch_html(html)
    assert marked.count(' lang="nl"') == 5 and marked.replace(' lang="nl"', "") == html
    assert '<p lang="nl" class="lead">' in marked and "<pre>" in marked
    with translation.override("nl"):
        assert dutch_html(html) == html


@pytest.mark.parametrize("screen", ["nl", "en"])
def test_words_in_a_third_language_are_marked_on_both_screens(screen):
    with translation.override(screen):
        assert in_language("fy") == ' lang="fy"' and in_language(screen) == ""
        assert words_in("Wa & hoe", "fy") == '<span lang="fy">Wa &amp; hoe</span>'
        assert words_in("a & b", screen) == "a &amp; b" and words_in("", "fy") == ""
        assert html_in("<p>Moai</p><ul><li>x</li></ul>", "fy") == '<p lang="fy">Moai</p><ul lang="fy"><li>x</li></ul>'
        assert own_words({"type": "single_choice", "language": "fy"}) == ' lang="fy"'
        assert own_words({"type": "statement", "language": "fy"}) == ""
        assert passage("", "fy") == ' lang="fy"' and passage("nl", "fy") == ' lang="nl"'


# --- in a document ----------------------------------------------------------------------------------------------------

BLOCKS = [
    (MessageBlock(), MESSAGE),
    (QuoteBlock(), {"text": "Hou op.", "attribution": ""}),
    (SceneBlock(), {"key": "a", "title": "A", "text": "<p>x</p>", "quote": "Hou op.", "choices": []}),
]


@pytest.mark.parametrize(("block", "stored"), BLOCKS, ids=lambda one: type(one).__name__)
def test_a_text_from_before_languages_keeps_its_digest(block, stored):
    block.set_name("proef")
    before = plain(block, block.to_python(_with_ids(stored)))
    assert "language" not in before
    for open_ in ("", None):
        assert digest(plain(block, block.to_python(_with_ids({**stored, "language": open_})))) == digest(before)
    chosen = plain(block, block.to_python(_with_ids({**stored, "language": "en"})))
    assert chosen == {**before, "language": "en"}


def _with_ids(stored):
    lines = stored.get("lines", [])
    return {**stored, "lines": [{"type": "item", "id": str(at), "value": line} for at, line in enumerate(lines)]}


# --- in a package -----------------------------------------------------------------------------------------------------


def lesson(**fields):
    blocks = [{"message": {**MESSAGE, **fields}}, {"quote": {"text": "Hou op.", **fields}}]
    checker = Checker()
    head = {"kind": "lesson", "slug": "les", "title": "Les", "minutes": 5, "objective": "doel"}
    screens = [{"id": "een", "title": "Een", "blocks": blocks}]
    found = STEP_CHECKS["lesson"](checker, {**head, "screens": screens}, "les.yaml")
    return checker.problems, [value for _kind, value in found["screens"][0]["blocks"]]


def test_a_package_may_name_a_language_and_one_that_does_not_is_what_it_was():
    problems, values = lesson(language="pap")
    assert problems == [] and [value["language"] for value in values] == ["pap", "pap"]
    problems, values = lesson()
    assert problems == [] and not any("language" in value for value in values)


def test_a_package_with_a_language_that_does_not_exist_is_refused():
    problems, _values = lesson(language="klingon")
    assert len(problems) == 2 and all("language" in problem for problem in problems)
