"""The report in sentences, ready to paste into an annual report."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.templatetags.languages import words_in
from courses.overview.report.annual import Line, Track
from courses.overview.report.hiding import LEAST


@dataclass(frozen=True)
class Paragraph:
    """The sentences about the year that was asked of one module; `html` says in which language its title is."""

    title: str
    language: str
    text: SafeString
    html: SafeString


def paragraph(track: Track) -> Paragraph:
    newest = track.lines[0]
    # safe: made of sentences that are
    text, html = (
        mark_safe(" ".join(sentences(newest, title)))  # noqa: S308
        for title in (track.title, words_in(track.title, track.language))
    )
    return Paragraph(track.title, track.language, text, html)


def sentences(line: Line, title) -> list[SafeString]:
    """Return what a line says, a sentence each. `title` is that of the module; HTML in it stays when it is safe."""
    said = [_asked(line, title)]
    if line.members.value != 0:
        said += [_done(line), *_others(line)]
    said += [*_exempt(line), _basis(line)]
    return [one for one in said if one]


def _filled(pattern, **values):
    # safe: both the sentence and what is filled in are escaped
    safe = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(conditional_escape(pattern) % safe)  # noqa: S308


def _asked(line, title):
    about = {"year": line.year, "title": title, "number": line.members}
    if line.members.small:
        return _filled(_("In %(year)s %(number)s members had to finish the module ‘%(title)s’."), **about)
    if line.members.hidden:
        return _filled(_("We do not say how many members had to finish the module ‘%(title)s’ in %(year)s."), **about)
    if line.members.value == 0:
        return _filled(_("In %(year)s no member had to finish the module ‘%(title)s’."), **about)
    pattern = ngettext(
        "In %(year)s %(number)s member had to finish the module ‘%(title)s’.",
        "In %(year)s %(number)s members had to finish the module ‘%(title)s’.",
        line.members.value,
    )
    return _filled(pattern, **about)


def _done(line):
    about = {"number": line.done, "day": date_format(line.day, "j F Y"), "percentage": line.percentage}
    if line.done.small:
        return _filled(_("On %(day)s %(number)s members were finished."), **about)
    if line.done.hidden:
        return ""
    if line.done.value == 0:
        return _filled(_("On %(day)s nobody was finished yet."), **about)
    if line.done.value == line.members.value:
        pattern = ngettext(
            "On %(day)s this member was finished.",
            "On %(day)s all %(number)s members were finished.",
            line.done.value,
        )
        return _filled(pattern, **about)
    pattern = ngettext(
        "On %(day)s %(number)s member was finished, %(percentage)s percent.",
        "On %(day)s %(number)s members were finished, %(percentage)s percent.",
        line.done.value,
    )
    return _filled(pattern, **about)


def _others(line):
    """Who is not done: nothing is said of nobody."""
    if _to_be_said(line.not_yet_due):
        pattern = ngettext(
            "On that day %(number)s member still had time.",
            "On that day %(number)s members still had time.",
            _form(line.not_yet_due),
        )
        yield _filled(pattern, number=line.not_yet_due)
    if _to_be_said(line.late):
        pattern = ngettext(
            "For %(number)s member the last day had passed.",
            "For %(number)s members the last day had passed.",
            _form(line.late),
        )
        yield _filled(pattern, number=line.late)


def _exempt(line):
    if _to_be_said(line.exempt):
        pattern = ngettext(
            "For %(number)s member it was not applicable; this member is not counted.",
            "For %(number)s members it was not applicable; they are not counted.",
            _form(line.exempt),
        )
        yield _filled(pattern, number=line.exempt)


def _to_be_said(number):
    """Of nobody nothing is said, nor of a number that is hidden for the sake of others."""
    return number.small or number.value


def _form(number):
    """For which number the sentence is worded: "fewer than 5 members" goes like five."""
    return LEAST if number.small else number.value


def _basis(line):
    return _filled(_("This is about edition %(year)s of the module."), year=line.opened.edition.year)


def basis() -> list[str]:
    """What the numbers count; the same for every line."""
    return [
        _("Counted are members for whom the last day lay in that year."),
        _("So are members whose earlier work counts already for that year."),
        _("Who left before the last day is not counted."),
    ]
