"""Both languages are whole: on every screen, in every state, in mails and on paper.

Every screen is drawn a second time in an English in which each word from gettext is marked. So a word that nobody can
translate shows, and so does a Dutch text that does not say that it is Dutch. The Dutch screens are held against the
catalogue.
"""

import re

import polib
import pytest

from tests.harness.checkers import axe_violations
from tests.harness.messages import CATALOGUE
from tests.look.gallery import CASES, hang
from tests.look.pseudo import OPEN, marked_english, outside
from tests.look.screens import ADMIN, PAGE
from tests.look.words import Words, words_of

#: Screens for developers, whose own words are English; and the admin, which is Dutch (its rest is Wagtail's).
NOT_FOR_READERS = "elearning/style_guide/"
READ = [one for one in CASES if one.kind != ADMIN and not one.template.startswith(NOT_FOR_READERS)]
every_screen = pytest.mark.parametrize("one", READ, ids=lambda one: one.name)
#: What is the same in every language: how people and places are called, addresses, codes.
NAMES = re.compile(
    r"""
    https?://\S+ | \S+@\S+ | \d{6} | 2026-\w{4}-\w{4} | [A-Z2-7]{32} | sha256-\S+
    | \b[0-9a-f]{8}\b | \b[A-Z2-9]{8}\b | \d,\ [A-Z]{1,2}\b
    | English | Nederlands | Telefoon
    | (de|van|den|der|dewit|Wit|Noor|Bas|Dijk|Anouk|Blom|Aylin|Çelik|Cem|Yılmaz|Els|Jong)\b
    | (Łucja|Şimşek|Hanna|Brink|Froukje|Visser|Wietske|Prins|Zonder|Mandaat|Lid|Nummer\d\d|Petra|Jansen)\b
    | (Daan|Vos|Corrie|Mulder)\b
    | Wilhelminapetronella\w+ | Gemeenschapsvoorzieningen\w+
    """,
    re.VERBOSE,
)
#: Words that a Dutch sentence hardly does without, and an English one never has; and the other way round.
DUTCH = re.compile(r"\b(het|een|niet|wij|voor|zijn|wordt|kunt|deze|naar|bij|ook|geen|uw|dan|maar)\b", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|you|your|and|not|this|with|please|are|have|from|enter|required)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def marked(hung):
    """Every case in marked English."""

    def hang_marked():
        with marked_english():
            return hang(language="en")

    return hung("marked", hang_marked)


def said_here(screen) -> list[Words]:
    """The words of a screen of which nothing says that they are in another language than the page."""
    return [one for one in words_of(screen.html) if not one.own]


# --- English ----------------------------------------------------------------------------------------------------------


@every_screen
def test_in_english_every_word_is_translated_or_says_that_it_is_dutch(marked, one):
    words = [word for word in words_of(marked.screen(one).html) if not _in_title(word)]
    loose = [
        (" > ".join(word.within[-3:]), rest)
        for word, rest in outside(words)
        if not word.own and re.search(r"[^\W\d_]", NAMES.sub("", rest))
    ]
    assert loose == []


@every_screen
def test_in_english_no_word_of_ours_says_that_it_is_dutch(marked, one):
    words = words_of(marked.screen(one).html)
    assert [word.text for word in words if word.own and OPEN in word.text] == []


@every_screen
def test_an_english_page_says_so_and_names_no_language_that_does_not_exist(marked, one):
    html = marked.screen(one).html
    assert words_of(html)[0].language == "en" or one.template.endswith(".txt")
    assert set(re.findall(r'\blang="([^"]*)"', html)) <= {"en", "nl", "fy", "de", "tr", "ar", "pap"}


def _in_title(word):
    return "title" in word.within and "svg" not in word.within


# --- Dutch ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def english_only():
    """English strings that Dutch has other words for."""
    catalogue = polib.pofile(str(CATALOGUE))
    return {entry.msgid for entry in catalogue if entry.msgstr != entry.msgid and not entry.msgid_plural}


@every_screen
def test_in_dutch_no_english_is_left(gallery, english_only, one):
    said = [_plain(word.text) for word in said_here(gallery.screen(one))]
    assert [text for text in said if text in english_only and text not in ALIKE] == []
    assert [text for text in said if ENGLISH.search(NAMES.sub("", text))] == []


@every_screen
def test_in_english_no_dutch_is_left(marked, one):
    words = [word for word in said_here(marked.screen(one)) if OPEN in word.text and not _in_title(word)]
    said = [_plain(word.text) for word in words]
    assert [text for text in said if len(set(DUTCH.findall(text.lower()))) > 1] == []


#: English strings that are also a Dutch word or a name, where the screen means that.
ALIKE = {"Status", "Wagtail"}


def _plain(text):
    return " ".join(text.split())


# --- in a browser -----------------------------------------------------------------------------------------------------


IN_ENGLISH = [one for one in READ if one.picture and one.kind == PAGE]


@pytest.mark.browser
@pytest.mark.parametrize("one", IN_ENGLISH, ids=lambda one: one.name)
def test_axe_finds_nothing_on_an_english_screen_on_a_phone(browser, in_english, one):
    from tests.look.looking import Looker

    looker = Looker(browser, in_english, width=320, theme="light")
    try:
        page = looker.show(in_english.screen(one))
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    finally:
        looker.close()


@pytest.fixture(scope="module")
def in_english(hung):
    return hung("english", lambda: hang(IN_ENGLISH, language="en"))
