"""For the machine that watches: does the process answer, and can it do its work?"""

import logging

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@require_safe
def live(request):
    """200 as long as the process answers; says nothing about the database."""
    return JsonResponse({"live": True})


@require_safe
def ready(request):
    """200 when database (with all migrations) and cache work, else 503; says which, and nothing more."""
    checks = {"database": _works(_database), "cache": _works(_cache)}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _works(check):
    try:
        return check()
    except Exception:  # whatever is wrong, the answer is "not ready"
        log.exception("Not ready: %s", check.__name__.strip("_"))
        return False


def _database():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache():
    cache.set("ready", "yes", 10)
    return cache.get("ready") == "yes"
