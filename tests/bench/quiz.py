"""A quiz of ten questions, one a page, from its front to the result of the edition; every answer right at once."""

import statistics

from django.urls import reverse

from content.editions.models import EditionStep
from tests.bench import load
from tests.bench.ground import Ground, Line, least, most
from tests.bench.stock import QUESTIONS, right_answers

NAME = "quiz of 10"
AT_ONCE = 20
EACH = 5
ALONE = 20
COUNTED = 2
WARM = 12
#: How many people must be able to take the quiz, each once.
LEARNERS = AT_ONCE * EACH + ALONE + COUNTED + WARM


def job(ground: Ground, learners: list[str], count=None) -> dict:
    """What the client is told."""
    edition = ground.stock.edition
    quiz = edition.steps.get(kind=EditionStep.Kind.QUIZ)
    return {
        "kind": "quiz",
        "learners": learners,
        "quiz": reverse("learning:step", kwargs={"edition": edition.pk, "step": quiz.position}),
        "result": reverse("learning:result", kwargs={"edition": edition.pk}),
        "answers": right_answers(edition),
        "questions": QUESTIONS,
        "count": count,
    }


def measure(ground: Ground) -> tuple[dict, list[Line]]:
    """Two learners counted, twenty one after another for CPU, then twenty at once for how many a minute."""
    learners = iter(ground.stock.learners)

    def some(number):
        return [next(learners) for _ in range(number)]

    load.together(ground.server, [job(ground, some(WARM // 4)) for _ in range(4)])
    asked = load.together(ground.server, [job(ground, some(COUNTED), count="quiz")])
    counted = ground.counted(sum(asked.exchanges))
    alone = load.together(ground.server, [job(ground, some(ALONE))])
    busy = load.together(ground.server, [job(ground, some(EACH)) for _ in range(AT_ONCE)])
    attempts = AT_ONCE * EACH
    first = counted[: len(counted) // COUNTED]
    figures = {
        "exchanges": statistics.median(alone.exchanges),
        "sql": len([sql for one in counted for sql in one["sql"]]) / COUNTED,
        "sql_by_exchange": [[one["method"], one["path"], len(one["sql"])] for one in first],
        "statements": {f"{one['method']} {one['path']}": one["sql"] for one in first},
        "alone": {"attempts": ALONE, **alone.per(ALONE), **alone.times()},
        "busy": {"attempts": attempts, **busy.per(attempts), **busy.times(), "a_minute": attempts / busy.seconds * 60},
    }
    cpu, crowd = figures["alone"], figures["busy"]
    total = (cpu["server_ms"] + cpu["database_ms"]) / 1000
    return figures, [
        Line(NAME, "exchanges, front to result", *most(figures["exchanges"], 24, "")),
        Line(NAME, "SQL", *most(figures["sql"], 150, ""), True),
        Line(NAME, f"CPU ({cpu['server_ms']:.0f} + {cpu['database_ms']:.0f} ms)", *most(total, 0.15, " s", 3)),
        Line(NAME, "attempts a minute, 20 learners", *least(crowd["a_minute"], 700, "")),
        Line(NAME, "CPU then", "", f"{crowd['server_ms']:.0f} + {crowd['database_ms']:.0f} ms"),
        Line(NAME, "p50 / p95 of an exchange: alone", "", f"{cpu['p50_ms']:.1f} / {cpu['p95_ms']:.1f} ms"),
        Line(NAME, "p50 / p95 of an exchange: 20 learners", "", f"{crowd['p50_ms']:.1f} / {crowd['p95_ms']:.1f} ms"),
    ]
