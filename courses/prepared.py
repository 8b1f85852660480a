"""Queries of the pages that are read most: written by the ORM once, then only sent with other parameters.

Building and compiling a query with five joins costs Django about four times what SQLite needs to answer it. The query
itself stays an ordinary queryset, so what an active mandate is stands in `members.scope` and nowhere else.
"""

from datetime import date

from django.db import connection

#: Two values for each parameter (that fit a small integer). A query is composed with the one and with the other: what
#: changed along is the parameter, and what did not is a constant, whatever its value.
_EXAMPLES = {
    int: [(32_101, 32_201), (32_102, 32_202), (32_103, 32_203), (32_104, 32_204)],
    str: [("zqxja", "zqxka"), ("zqxjb", "zqxkb"), ("zqxjc", "zqxkc")],
    date: [(date(1, 2, 3), date(2, 2, 3)), (date(1, 2, 4), date(2, 2, 4))],
}


class Prepared:
    """A query with named parameters, each an int, a text or a date: `Prepared(build, user=int, on=date)`.

    `build(**parameters)` returns a `values_list()` queryset. Rows come as the database driver gives them: no model
    instances and no conversion, so ask for ints and texts (JSON comes as text, dates differ between databases).
    """

    def __init__(self, build, **kinds):
        self._build = build
        examples = {kind: iter(values) for kind, values in _EXAMPLES.items()}
        self._examples = {name: next(examples[kind]) for name, kind in kinds.items()}
        self._compiled = {}

    def rows(self, **values) -> list[tuple]:
        """Return all rows for these parameters: one query."""
        compiled = self._compiled.get(connection.vendor)
        if compiled is None:
            compiled = self._compiled[connection.vendor] = self._compile()
        sql, slots = compiled
        with connection.cursor() as cursor:
            cursor.execute(sql, [_plain(values[name]) if name else constant for name, constant in slots])
            return cursor.fetchall()

    def _compile(self):
        """Return the SQL and, for each of its parameters, (name, or None for a constant; the constant)."""
        sql, first = self._composed(0)
        again, second = self._composed(1)
        names = {(_plain(one), _plain(other)): name for name, (one, other) in self._examples.items()}
        slots = [(names.get(pair), pair) for pair in zip(first, second, strict=True)]
        missing = set(self._examples) - {name for name, _pair in slots}
        if missing:
            raise ValueError(f"the query does not use {missing}")
        if again != sql or any(one != other for name, (one, other) in slots if name is None):
            raise ValueError("the query depends on a parameter in another way than by holding it")
        return sql, [(name, constant) for name, (constant, _same) in slots]

    def _composed(self, which):
        queryset = self._build(**{name: pair[which] for name, pair in self._examples.items()})
        return queryset.query.get_compiler(connection=connection).as_sql()


def _plain(value):
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
