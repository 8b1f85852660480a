"""The HTML of every case is valid: one start of the checker for all."""

import re

import pytest

from tests.harness.checkers import html_errors
from tests.look.screens import ADMIN

pytestmark = pytest.mark.browser  # it needs Java, as the browser tests do


def test_every_screen_is_valid_html(gallery):
    ours = [screen for screen in gallery.screens.values() if screen.case.kind != ADMIN]
    errors = html_errors(*(screen.html for screen in ours))
    named = [re.sub(r"^document (\d+)", lambda found: ours[int(found[1]) - 1].case.name, error) for error in errors]
    assert not named, "\n" + "\n".join(named)
