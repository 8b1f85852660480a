"""Charts: right numbers at the right places, readable without seeing them."""

from decimal import Decimal

import pytest

from content.figures.chart import LINE_HEIGHT, ceiling, chart, shown


def figure(*points, kind="bar", unit="%"):
    return {
        "chart": kind,
        "unit": unit,
        "points": [{"series": series, "period": period, "value": value} for series, period, value in points],
    }


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("28", "%", "28%"),
        ("28.50", "%", "28,5%"),
        ("0.00", "%", "0%"),
        ("1200", "leden", "1.200 leden"),
        (None, "%", ""),
    ],
)
def test_a_number_is_written_as_people_read_it(value, unit, words):
    assert shown(None if value is None else Decimal(value), unit) == words


@pytest.mark.parametrize(
    ("values", "unit", "top"),
    [
        ((55,), "%", "60"),
        ((99,), "%", "100"),
        ((100,), "%", "100"),
        ((0,), "%", "1"),
        ((7,), "", "7"),
        ((7.5,), "", "8"),
        ((1234,), "", "1500"),
    ],
)
def test_the_scale_ends_at_a_round_number_above_all_values(values, unit, top):
    found = ceiling([Decimal(value) for value in values], unit)
    assert found == Decimal(top) and found >= max(values)


def test_a_share_is_drawn_as_a_share_of_the_whole():
    bars = chart(figure(("Deed aangifte", "2018", "10"), ("Meldde", "2018", "50")))["bars"]
    assert bars[1]["length"] == pytest.approx(5 * bars[0]["length"], abs=1)
    assert bars[1]["length"] == pytest.approx((372 - 70) / 2, abs=1)


def test_a_line_goes_up_when_the_number_does_and_labels_do_not_overlap():
    drawn = chart(
        figure(
            *[
                (name, period, value)
                for name, a, b in (("A", "24", "28"), ("B", "27", "29"), ("C", "26", "28.5"))
                for period, value in (("2016", a), ("2018", b))
            ],
            kind="line",
        )
    )
    for line in drawn["lines"]:
        assert line["marks"][1]["y"] < line["marks"][0]["y"]
    heights = sorted(line["label_y"] for line in drawn["lines"])
    assert all(below - above >= LINE_HEIGHT for above, below in zip(heights, heights[1:], strict=False))


def test_the_table_and_the_description_tell_every_point():
    drawn = chart(
        figure(("Raadsleden", "2018", "28"), ("Raadsleden", "2016", "24"), ("Wethouders", "2018", "40"), kind="line")
    )
    assert drawn["periods"] == ["2016", "2018"]
    assert drawn["rows"] == [
        {"name": "Raadsleden", "cells": ["24%", "28%"]},
        {"name": "Wethouders", "cells": ["", "40%"]},
    ]
    assert drawn["description"] == "Raadsleden: 2016 24%, 2018 28%; Wethouders: 2018 40%."


def test_one_period_is_drawn_as_bars_and_long_names_take_more_lines():
    drawn = chart(
        figure(
            ("Een reeks met een heel lange naam die niet op één regel van de grafiek past", "2018", "28"), kind="line"
        )
    )
    assert drawn["kind"] == "bar" and len(drawn["bars"][0]["words"]) == 2
