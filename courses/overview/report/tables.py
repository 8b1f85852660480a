"""The report as tables and as a chart: the same rows on the screen, on paper and in every file."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.figures.chart import chart
from courses.overview.report.annual import Annual, Track

#: So much of the digest of an edition tells editions apart, and fits thrice on a phone; spreadsheets have it whole.
SHORT_DIGEST = 8


@dataclass(frozen=True)
class Table:
    """A module: `rows` are a name and a text for each of `years`."""

    title: str
    language: str
    years: list[int]
    rows: list[tuple[str, list[str]]]


def tables(annual: Annual, *, spreadsheet=False) -> list[Table]:
    """A table for each module. For a spreadsheet days are figures, and digests whole."""
    return [_table(track, spreadsheet) for track in annual.tracks]


def _table(track: Track, spreadsheet) -> Table:
    lines = track.lines[::-1]
    digests = [line.opened.edition.frozen_id for line in lines]
    days = [f"{line.day:%d-%m-%Y}" if spreadsheet else date_format(line.day, "j b Y") for line in lines]
    rows = [
        (_("Members who had to finish it"), [str(line.members) for line in lines]),
        (_("Finished"), [str(line.done) for line in lines]),
        (_("Finished, in percent"), [_percentage(line) for line in lines]),
        (_("Still had time"), [str(line.not_yet_due) for line in lines]),
        (_("Last day had passed"), [str(line.late) for line in lines]),
        (_("Not applicable, not counted"), [str(line.exempt) for line in lines]),
        (_("As on"), days),
        (_("Edition"), [str(line.opened.edition.year) for line in lines]),
        (_("Mark of its texts"), [digest if spreadsheet else digest[:SHORT_DIGEST] for digest in digests]),
    ]
    return Table(track.title, track.language, [line.year for line in lines], rows)


def _percentage(line) -> str:
    return "–" if line.percentage is None else f"{line.percentage}%"


def drawing(annual: Annual) -> dict | None:
    """The share of members who finished, a bar for each module and year; None when there is none to draw."""
    points = [
        {"series": track.title, "period": str(line.year), "value": line.percentage}
        for track in annual.tracks
        for line in track.lines[::-1]
        if line.percentage is not None
    ]
    return chart({"points": points, "unit": "%", "chart": "bar"}) if points else None
