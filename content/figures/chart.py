"""The geometry of a chart: plain numbers that a template draws as SVG, always with a table beside it."""

from decimal import ROUND_CEILING, Decimal
from textwrap import wrap

from django.utils.formats import number_format

# in units of the viewBox; text is 15 units high
LINE_HEIGHT = 20
CHARACTER = 8.4  # generous: the reader's own font may be wide
LONGEST_LABEL = 30  # characters beside a line; with longer ones the drawing would have to shrink
SHAPES = 4  # colours, marks and dashes that can be told apart; more series than that are drawn as bars


def chart(figure: dict) -> dict:
    """Return what the template of a figure document needs: series, periods, table rows, and the drawing."""
    points = figure["points"]
    periods = sorted({point["period"] for point in points})
    series = list(dict.fromkeys(point["series"] for point in points))
    values = {(point["series"], point["period"]): Decimal(point["value"]) for point in points}
    unit = figure["unit"]
    rows = [{"name": name, "cells": [shown(values.get((name, period)), unit) for period in periods]} for name in series]
    lines = figure["chart"] == "line" and 1 < len(periods) and len(series) <= SHAPES
    lines = lines and max(map(len, series)) <= LONGEST_LABEL
    drawing = _lines if lines else _bars
    description = "; ".join(
        f"{row['name']}: "
        + ", ".join(f"{period} {cell}" for period, cell in zip(periods, row["cells"], strict=True) if cell)
        for row in rows
    )
    return {
        "periods": periods,
        "rows": rows,
        "description": f"{description}.",
        **drawing(series, periods, values, unit),
    }


def shown(value: Decimal | None, unit: str) -> str:
    """Return a number as people read it: 28%, 2,5 km; nothing for a point that was not measured."""
    if value is None:
        return ""
    number = number_format(value.normalize() if value else Decimal(0), use_l10n=True, force_grouping=True)
    return f"{number}{unit}" if unit in ("", "%") else f"{number} {unit}"


def ceiling(values, unit) -> Decimal:
    """Return a round number at or above the highest value; percentages end at 100."""
    highest = max([*values, Decimal(0)])
    if highest <= 0:
        return Decimal(1)
    step = Decimal(10) ** highest.adjusted()
    for part in (Decimal("0.2"), Decimal("0.5"), Decimal(1)):
        rounded = (highest / (step * part)).to_integral_value(ROUND_CEILING) * step * part
        if rounded / (step * part) <= 6:
            break
    return min(rounded, Decimal(100)) if unit == "%" and highest <= 100 else rounded


def _lines(series, periods, values, unit):
    left, right, top, bottom = 46, 206, 12, 252
    upper = ceiling(values.values(), unit)
    places = _places(periods)

    def x(period):
        return round(left + places[period] * (right - left), 1)

    def y(value):
        return round(bottom - max(float(value / upper), 0) * (bottom - top), 1)

    lines = []
    for number, name in enumerate(series):
        known = [(x(period), y(values[name, period])) for period in periods if (name, period) in values]
        last = [period for period in periods if (name, period) in values][-1]
        lines.append(
            {
                "shape": number % SHAPES + 1,
                "path": _path([(x(p), y(values[name, p])) if (name, p) in values else None for p in periods]),
                "marks": [{"x": a, "y": b} for a, b in known],
                "label": f"{shown(values[name, last], unit)} {name}",
                "label_x": right + 14,
                "label_y": known[-1][1] + 5,
            }
        )
    _spread(lines)
    grid = [
        {
            "y": y(upper * part / 2),
            "text_y": y(upper * part / 2) + 5,
            "label": shown(upper * part / 2, unit if part == 2 else ""),
        }
        for part in range(3)
    ]
    longest = max(len(line["label"]) for line in lines)
    return {
        "kind": "line",
        "lines": lines,
        "grid": grid,
        "left": left,
        "right": right,
        "ticks": _ticks([(x(period), period) for period in periods]),
        "width": round(right + 18 + longest * CHARACTER),
        "height": round(max(bottom + 28, *(line["label_y"] + 8 for line in lines))),
        "tick_y": bottom + 22,
    }


def _places(periods):
    """Return where each period stands between 0 and 1: years by their distance, anything else evenly."""
    years = [int(period) if period.isdecimal() and len(period) == 4 else None for period in periods]
    if None in years:
        return {period: number / (len(periods) - 1) for number, period in enumerate(periods)}
    return {period: (year - years[0]) / (years[-1] - years[0]) for period, year in zip(periods, years, strict=True)}


def _ticks(places):
    """Return periods to write below the line: the last one, and before it each that has room."""
    ticks = []
    for place, label in reversed(places):
        if not ticks or ticks[-1]["x"] - place >= (len(label) + 1) * CHARACTER:
            ticks.append({"x": place, "label": label})
    return ticks[::-1]


def _path(points):
    """Return a line through `points` (x, y), broken where a point is None: what was not measured is not drawn."""
    path, gap = "", True
    for point in points:
        if point is not None:
            path += f"{'M' if gap else 'L'}{point[0]} {point[1]}"
        gap = point is None
    return path


def _spread(lines):
    """Move labels down until none stands on another."""
    lowest = float("-inf")
    for line in sorted(lines, key=lambda line: line["label_y"]):
        line["label_y"] = round(max(line["label_y"], lowest + LINE_HEIGHT), 1)
        lowest = line["label_y"]


def _bars(series, periods, values, unit):
    width, bar, y = 372, 18, 0
    room = width - 70  # for the number behind the longest bar
    # a share is drawn as a share of the whole: 10% must not look like everybody
    share = unit == "%" and max(values.values(), default=Decimal(0)) <= 100
    upper = Decimal(100) if share else ceiling(values.values(), unit)
    bars = []
    for name in series:
        for period in periods:
            if (name, period) not in values:
                continue
            title = f"{name}, {period}" if len(periods) > 1 else name
            words = []
            for line in wrap(title, int(width / CHARACTER)):
                y += LINE_HEIGHT
                words.append({"y": y - 4, "text": line})
            length = round(max(float(values[name, period] / upper), 0) * room, 1)
            bars.append(
                {
                    "shape": periods.index(period) % SHAPES + 1,
                    "words": words,
                    "y": y + 2,
                    "text_y": y + 16,
                    "text_x": length + 8,
                    "length": max(length, 1),
                    "height": bar,
                    "label": shown(values[name, period], unit),
                }
            )
            y += bar + 14
    return {"kind": "bar", "bars": bars, "width": width, "height": y + 2}
