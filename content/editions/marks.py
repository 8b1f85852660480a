"""The row of small marks above a screen or question: how far, for the eye; the words beside it say the same."""

from functools import lru_cache

from django.template.loader import render_to_string

STEP = 30
MARK = 24


@lru_cache(maxsize=512)
def marks(on: int, total: int) -> str:
    """Return `total` marks of which the first `on` are filled; rendered once for each pair."""
    bars = [{"x": number * STEP, "on": number < on} for number in range(total)]
    return render_to_string("components/marks.html", {"marks": bars, "width": total * STEP - (STEP - MARK)})
