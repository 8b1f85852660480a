"""As the tests, but background work waits in the database, as it does outside them."""

from elearning.settings.test import *  # noqa: F403

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
