"""Courses' door to the admin; each room has its own."""

from courses.overview import wagtail_hooks as overview  # noqa: F401
from courses.planning import wagtail_hooks as planning  # noqa: F401
from courses.reminders import wagtail_hooks as reminders  # noqa: F401
