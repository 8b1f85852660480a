"""Every screen in a real Chromium: accessible, whole on a small screen, and at peace with its own policy.

The daily run looks at every state on a narrow light screen, and at one state of each template on a wide screen and in
the dark; `make proof` looks at the rest.
"""

import pytest

from tests.look.gallery import CASES
from tests.look.screens import PAPER

pytestmark = pytest.mark.browser
NARROW, WIDE = 320, 1280
LOOKS = [(width, theme) for theme in ("light", "dark") for width in (NARROW, WIDE)]
DAILY = [(NARROW, "light")]
DAILY_FOR_ONE_STATE = [(WIDE, "light"), (NARROW, "dark")]


def _screens():
    """Each case with each look; the marker says which run looks at it."""
    templates = set()
    for one in CASES:
        if one.kind == PAPER:
            continue
        daily = DAILY if one.template in templates else DAILY + DAILY_FOR_ONE_STATE
        templates.add(one.template)
        for look in LOOKS:
            marks = [] if look in daily else [pytest.mark.proof]
            yield pytest.param(one, *look, id=f"{one.name}-{look[0]}-{look[1]}", marks=marks)


@pytest.mark.parametrize(("one", "width", "theme"), list(_screens()))
def test_a_screen(looker, one, width, theme):
    troubles = looker(width, theme).troubles(one, narrow=width == NARROW and theme == "light")
    assert not troubles, "\n" + "\n".join(troubles)
