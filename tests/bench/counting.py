"""The statements of a request, written down when it asks for that with a header; never while time is measured.

`Counted` only counts, and may stay on."""

import json
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

HEADER = "X-Bench-Count"


@contextmanager
def statements():
    """Yield a list that gets every statement of this connection, BEGIN and SAVEPOINT too where Django sends them."""
    seen = []

    def note(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


class Counted:
    """The number of statements of this connection so far, without keeping them: it may stay on while time is taken."""

    def __init__(self):
        self.number = 0

    def __enter__(self):
        self._wrapping = connection.execute_wrapper(self._note)
        self._wrapping.__enter__()
        return self

    def __exit__(self, *error):
        self._wrapping.__exit__(*error)

    def _note(self, execute, sql, params, many, context):
        self.number += 1
        return execute(sql, params, many, context)


class CountingMiddleware:
    """Until the response is closed, so that a streamed one is counted whole."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = request.headers.get(HEADER)
        if name is None:
            return self.get_response(request)
        counting = statements()
        seen = counting.__enter__()
        response = self.get_response(request)

        def write():
            counting.__exit__(None, None, None)
            line = {"name": name, "path": request.path, "method": request.method, "sql": seen}
            with open(settings.BENCH_SQL_LOG, "a") as log:
                log.write(json.dumps(line) + "\n")

        response._resource_closers.append(write)
        return response
