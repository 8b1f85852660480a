"""Every mail that the site sends: two parts, one language, one link to ourselves, and readable by day and by night.

The mails are read from the templates, so a new one without an example fails here.
"""

import re
from datetime import date
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError

from courses.letters import letter

TEMPLATES = Path(settings.BASE_DIR) / "templates"
NAMES = sorted(
    str(file.relative_to(TEMPLATES)).removesuffix(".subject.txt") for file in TEMPLATES.rglob("*.subject.txt")
)
#: Names of modules in the examples: these are in the language of the module, whatever the mail is in.
TITLES = ("Melden helpt", "Online bedreigd")


def digest(council="council", *, past=False, boosters=()):
    """What the mails of `courses.reminders` are given, with as much in it as there may be."""
    about = {"language": "nl", "due": date(2027, 6, 30), "minutes": 25, "returning": past, "past": past}
    one, other = ({"title": title, **about} for title in TITLES)
    questions = [{"title": title, "language": "nl"} for title in boosters]
    return {
        "first_name": "Noor", "on": date(2027, 6, 16), "tasks": [one], "also": [other], "boosters": questions,
        "minutes": 25, "returning": False, "days": 14, "council": council, "water": council == "board",
    }  # fmt: skip


REMINDERS = "courses/reminders/email"
ROLE = {
    "start": date(2027, 6, 16), "end": date(2027, 12, 31), "organisation": {"display_name": "gemeente Voorbeeldstad"},
}  # fmt: skip
#: What each mail is given: its link, and its context with as much as it may hold.
EXAMPLES = {
    "account/email/code": ("/hulp/", {"code": "204816", "minutes": 10}),
    f"{REMINDERS}/invitation": ("/leren/", {"digest": digest(boosters=TITLES[:1])}),
    f"{REMINDERS}/reminder": ("/leren/", {"digest": digest("states")}),
    f"{REMINDERS}/overdue": ("/leren/", {"digest": digest("board", past=True)}),
    "account/email/again": ("/hulp/", {"code": "204816", "minutes": 10}),
    "account/email/moved": ("/hulp/", {}),
    "courses/members/email/access": ("/griffie/", {"role": ROLE, "organisation": ROLE["organisation"]}),
    f"{REMINDERS}/by_clerk": ("/leren/", {"digest": digest(boosters=TITLES[:1])}),
    f"{REMINDERS}/booster": ("/leren/", {"digest": {**digest(boosters=TITLES), "tasks": []}}),
}
LANGUAGES = ["nl", "en"]
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
#: Words that a locked screen must not show (voice.md), in both languages.
TOPIC = re.compile(r"agress|aggress|bedreig|threat|veilig|safe|geweld|violen|weerbaar|resilient|\d{4,}", re.I)

every_mail = pytest.mark.parametrize("name", NAMES)
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def example(name, language="nl", to="noor.dewit@voorbeeldstad.example"):
    link, context = EXAMPLES[name]
    return letter(name=name, to=to, language=language, link=link, context=context)


def parts(message):
    """The text and the HTML as they arrive, after the whole way through the mail format."""
    sent = message_from_bytes(message.message().as_bytes(), policy=default)
    assert sent.get_content_type() == "multipart/alternative"
    text, html = sent.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return text.get_content(), html.get_content()


class Words(HTMLParser):
    """The words of an HTML body, and its links."""

    def __init__(self, html):
        super().__init__()
        self.words, self.links, self.languages, self.inside = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.inside.append(tag)
        named = dict(attributes)
        if tag == "a":
            self.links.append(named["href"])
        if "lang" in named:
            self.languages.append(named["lang"])

    def handle_endtag(self, tag):
        self.inside.remove(tag)

    def handle_data(self, data):
        if not {"style", "title"} & set(self.inside):
            self.words += data.split()


def test_every_mail_has_an_example():
    assert set(EXAMPLES) == set(NAMES)


@every_mail
@both_languages
def test_text_and_html_say_the_same_and_have_one_link_to_our_own_site(name, language):
    text, html = parts(example(name, language))
    page = Words(html)
    assert text.split() == page.words
    assert page.links == [settings.SITE_ORIGIN + EXAMPLES[name][0]] == ADDRESS.findall(text)
    # the name of a module keeps its own language
    assert {language} <= set(page.languages) <= {language, "nl"} and html.count(f'<html lang="{language}"') == 1


@every_mail
def test_no_picture_no_script_nothing_from_elsewhere(name):
    html = parts(example(name))[1]
    for forbidden in ("<img", "<script", "<link", "url(", "@import", "<iframe", "<form", "src=", "background="):
        assert forbidden not in html.lower()


@every_mail
@both_languages
def test_the_subject_gives_nothing_away_on_a_locked_screen(name, language):
    message = example(name, language)
    assert 5 < len(message.subject) <= 60 and not TOPIC.search(message.subject)
    for value in EXAMPLES[name][1].values():
        assert str(value) not in message.subject


@every_mail
def test_the_two_languages_differ_and_both_are_whole(name):
    dutch, english = (parts(example(name, language))[0] for language in LANGUAGES)
    assert example(name, "nl").subject != example(name, "en").subject
    assert not set(dutch.splitlines()) & set(english.splitlines()) - {"", "204816", *TITLES, *ADDRESS.findall(dutch)}


@every_mail
def test_nobody_answers_it_by_machine_and_the_sender_is_as_set(name, settings):
    settings.DEFAULT_FROM_EMAIL = "Leren <leren@voorbeeld.example>"
    sent = example(name).message()
    assert sent["Auto-Submitted"] == "auto-generated" and sent["From"] == "Leren <leren@voorbeeld.example>"


# --- what gets in -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "to",
    [
        "noor@voorbeeldstad.example\nBcc: ander@elders.example",
        "noor@voorbeeldstad.example\r\nSubject: iets anders",
        "noor@voorbeeldstad.example, ander@elders.example",
        "noor@voorbeeldstad.example;ander@elders.example",
        "Noor <noor@voorbeeldstad.example>",
        "noor@voorbeeldstad.example\x00",
        "",
    ],
)
def test_a_mail_goes_to_one_address_and_adds_no_header(to):
    with pytest.raises(ValidationError):
        example(NAMES[0], to=to)


def test_a_subject_with_a_line_break_is_not_sent(tmp_path, settings):
    with_mail(tmp_path, settings, subject="Voor {{ name }}")
    message = letter(
        name="proef", to="noor@voorbeeldstad.example", language="nl", link="/", context={"name": "Noor\nBcc: a@b.nl"}
    )
    with pytest.raises(BadHeaderError):
        message.message()


def test_what_a_person_is_called_is_text_in_both_parts(tmp_path, settings):
    with_mail(tmp_path, settings, subject="Voor {{ name }}", main="{{ name }}")
    name = "J & <b>Co</b> “d'Arc”"
    message = letter(
        name="proef", to="noor@voorbeeldstad.example", language="nl", link="/leren/", context={"name": name}
    )
    text, html = parts(message)
    assert message.subject == f"Voor {name}" and name in text
    assert "<b>" not in html and "&lt;b&gt;Co" in html and "<title>Voor J &amp; " in html


@pytest.mark.parametrize(
    "link",
    ["https://kwaad.example/", "//kwaad.example/", "leren/", "", "/leren/?token=geheim", "/leren/#a", "/a\\b", "/a\nb"],
)
def test_a_link_is_a_bare_path_of_ours(link):
    with pytest.raises(ValueError, match="bare path"):
        letter(name=NAMES[0], to="noor@voorbeeldstad.example", language="nl", link=link, context={})


def with_mail(folder, settings, *, subject, main="Dag"):
    """A mail called `proef` for one test."""
    for ending, text in {
        "subject.txt": subject,
        "txt": '{% extends "components/email/layout.txt" %}{% block main %}' + main + "{% endblock %}",
        "html": '{% extends "components/email/layout.html" %}{% block main %}<p>' + main + "</p>{% endblock %}",
    }.items():
        (folder / f"proef.{ending}").write_text(text, encoding="utf-8")
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], folder]}]


# --- how it looks -----------------------------------------------------------------------------------------------------

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def colours(css):
    """Background, and the colours of words on it by selector."""
    found = {selector.strip(): dict(part.split(":", 1) for part in body.split(";") if ":" in part)
             for selector, body in RULE.findall(css)}  # fmt: skip
    ground = {name.strip(): value.strip() for name, value in found.pop("body, .letter").items()}
    inks = {selector: about["color"].strip() for selector, about in
            ((selector, {name.strip(): value for name, value in about.items()}) for selector, about in found.items())
            if "color" in about}  # fmt: skip
    return ground["background-color"], {"body": ground["color"], **inks}


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_all_words_can_be_read_in_light_and_in_dark():
    style = re.search(r"<style>(.*)</style>", parts(example(NAMES[0]))[1], re.DOTALL)[1]
    light, _, dark = style.partition("@media (prefers-color-scheme: dark) {")
    seen = set()
    for theme in (light, dark.rpartition("}")[0]):
        ground, inks = colours(theme)
        seen.add(ground)
        assert set(inks) == {"body", "a", ".note"}
        too_faint = {selector: ink for selector, ink in inks.items() if contrast(ink, ground) < 4.5}
        assert too_faint == {}
    assert len(seen) == 2


@every_mail
def test_without_its_style_a_mail_keeps_its_size_width_and_language_and_sets_no_colour(name):
    html = re.sub(r"<style>.*</style>", "", parts(example(name))[1], flags=re.DOTALL)
    body = html.partition("<body>")[2]
    assert "font-size: 16px" in body and "max-width: 36rem" in body and 'lang="nl"' in body
    assert "color" not in body and "background" not in body
