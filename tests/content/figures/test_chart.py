"""Charts: right numbers at the right places, readable without seeing them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_what_was_not_measured_is_not_drawn():
    points = [("A", "2012", "24"), ("A", "2016", "28"), ("B", "2012", "20"), ("B", "2014", "22"), ("B", "2016", "25")]
    lines = {line["label"][-1]: line for line in chart(figure(*points, kind="line"))["lines"]}
    assert lines["A"]["path"].count("M") == 2 and "L" not in lines["A"]["path"]
    assert lines["B"]["path"].count("M") == 1 and lines["B"]["path"].count("L") == 2


def test_years_stand_as_far_apart_as_they_are():
    drawn = chart(figure(("A", "2012", "24"), ("A", "2016", "28"), ("A", "2018", "29"), kind="line"))
    first, second, third = (tick["x"] for tick in drawn["ticks"])
    assert second - first == pytest.approx(2 * (third - second), abs=0.2)


def test_more_series_than_can_be_told_apart_are_bars():
    points = [(name, period, "10") for name in "ABCDE" for period in ("2016", "2018")]
    assert chart(figure(*points, kind="line"))["kind"] == "bar"
    assert chart(figure(*points[:8], kind="line"))["kind"] == "line"


VALUES = st.decimals(-1000, 100_000, places=2)
POINTS = st.dictionaries(
    st.tuples(
        st.sampled_from(["Raadsleden", "Wethouders", "B", "Een reeks met een lange naam"]), st.integers(2010, 2030)
    ),
    VALUES,
    min_size=1,
    max_size=30,
)


@given(POINTS, st.sampled_from(["line", "bar"]), st.sampled_from(["%", "leden"]))
def test_any_figure_stays_inside_its_picture(points, kind, unit):
    """Series may miss years, numbers may be huge, nothing or (by mistake) negative."""
    drawn = chart(
        figure(*[(name, str(year), str(value)) for (name, year), value in points.items()], kind=kind, unit=unit)
    )
    for line in drawn.get("lines", []):
        assert all(0 <= mark["x"] <= drawn["width"] and 0 <= mark["y"] <= drawn["height"] for mark in line["marks"])
        assert 0 < line["label_y"] <= drawn["height"]
    ticks = drawn.get("ticks", [])
    assert all(later["x"] - earlier["x"] > 34 for earlier, later in zip(ticks, ticks[1:], strict=False))
    for bar in drawn.get("bars", []):
        assert 0 < bar["length"] <= drawn["width"] and bar["y"] + bar["height"] <= drawn["height"] + 1
