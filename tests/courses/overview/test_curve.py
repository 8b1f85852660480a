"""The curve of a year: right at its end, never falling, inside its picture, and nothing finer than a week."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from courses.overview.year.curve import BOTTOM, LABEL, LEFT, RIGHT, TOP, WIDTH, curve_of

OPENED = date(2027, 3, 1)
DUE = date(2027, 6, 30)


def curve(finished, total=29, opened_on=OPENED, due=DUE, on=date(2027, 5, 15)):
    return curve_of(finished, total=total, opened_on=opened_on, due=due, on=on)


def test_nobody_is_a_flat_line_at_nothing():
    drawn = curve({})
    assert {point.finished for point in drawn.points} == {0} and {point.y for point in drawn.points} == {BOTTOM}


def test_everybody_on_one_day_is_a_step_to_the_top():
    drawn = curve({date(2027, 4, 7): 29})
    before = [point.finished for point in drawn.points if point.day < date(2027, 4, 7)]
    after = [point.finished for point in drawn.points if point.day >= date(2027, 4, 7)]
    assert set(before) == {0} and set(after) == {29} and drawn.now.y == TOP


def test_who_counts_already_lifts_the_beginning():
    drawn = curve({date(2026, 11, 10): 4, date(2027, 4, 1): 1})
    assert drawn.points[0].finished == 4 and drawn.now.finished == 5
    assert drawn.path.startswith(f"M{LEFT}.0 {drawn.points[0].y}L") and drawn.points[0].y < BOTTOM


def test_a_week_ends_on_sunday_and_the_last_point_is_today():
    drawn = curve({}, on=date(2027, 3, 17))
    assert [point.day for point in drawn.points] == [date(2027, 3, 7), date(2027, 3, 14), date(2027, 3, 17)]


def test_a_year_opened_today_has_one_point():
    drawn = curve({}, opened_on=date(2027, 5, 15))
    assert len(drawn.points) == 1


DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(
    st.dictionaries(DAYS, st.integers(1, 50), max_size=40),
    DAYS,
    st.integers(0, 800),
    st.integers(0, 800),
    st.integers(0, 10_000),
)
def test_any_year_stays_inside_its_picture_and_never_falls(finished, opened_on, to_due, to_today, idle):
    on = opened_on + timedelta(days=to_today)
    finished = {day: number for day, number in finished.items() if day <= on}
    done = sum(finished.values())
    drawn = curve(finished, total=done + idle, opened_on=opened_on, due=opened_on + timedelta(days=to_due), on=on)
    heights = [point.finished for point in drawn.points]
    assert heights == sorted(heights) and heights[-1] == done
    assert all(LEFT <= point.x <= RIGHT and TOP <= point.y <= BOTTOM for point in drawn.points)
    assert LEFT <= drawn.due_x <= RIGHT and TOP <= drawn.label_y <= BOTTOM
    for tick in drawn.ticks:
        assert 0 <= tick.x - LABEL / 2 and tick.x + LABEL / 2 <= WIDTH
    assert all(later.x - earlier.x >= LABEL * 0.8 for earlier, later in zip(drawn.ticks, drawn.ticks[1:], strict=False))
