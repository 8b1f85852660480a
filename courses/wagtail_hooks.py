"""Courses' door to the admin; each room has its own."""

from courses.planning import wagtail_hooks  # noqa: F401
