"""Background work, done at once in the same connection as the test."""

from types import SimpleNamespace

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

#: For `settings.TASKS`: work waits until `work_off()`, as it does for a real worker.
WAITING = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work_off():
    """Do all work that waits; what fails is marked as failed, as a worker does."""
    for row in DBTaskResult.objects.ready():
        row.claim("test")
        Worker.run_task(SimpleNamespace(_run_tasks=0), row)
