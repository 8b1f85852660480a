"""The path: a station for each step, inside its picture, and exactly one of them “here”."""

from hypothesis import given
from hypothesis import strategies as st

from content.editions.path import EDGE, ON_A_LINE, path_of
from courses.learning.selectors import Task

STEPS = st.lists(
    st.tuples(st.sampled_from(["lesson", "dilemma", "quiz"]), st.sampled_from([None, 0, 2]), st.booleans()), max_size=40
)


@given(STEPS)
def test_any_edition_fits_its_picture(steps):
    tasks = [
        Task(number, kind, "x", 3, 4, position, done and position is not None)
        for number, (kind, position, done) in enumerate(steps, start=1)
    ]
    path = path_of(tasks)
    assert len(path.stations) == len(tasks)
    assert all(
        EDGE <= station.x <= path.width - EDGE and EDGE <= station.y <= path.height - EDGE for station in path.stations
    )
    assert len({(station.x, station.y) for station in path.stations}) == len(tasks)
    here = [task for task, station in zip(tasks, path.stations, strict=True) if station.here]
    assert here == [task for task in tasks if not task.done][:1]


def test_the_line_behind_what_is_done_is_walked():
    tasks = [Task(number, "lesson", "x", 3, 4, 4 if number < 3 else None, number < 3) for number in range(1, 5)]
    path = path_of(tasks)
    assert path.walked.count("M") == 2 and path.ahead.count("M") == 1


def test_more_than_a_line_holds_goes_on_below():
    tasks = [Task(number, "lesson", "x", 3, 4, None, False) for number in range(1, ON_A_LINE + 2)]
    last = path_of(tasks).stations[-1]
    assert (last.x, last.y > EDGE) == (EDGE, True)
