"""A lesson page, signed in, beside the bare page: every screen of every lesson in turn, by 64 people."""

import statistics
from itertools import cycle, islice

from django.utils.html import escape

from content.editions import serving
from content.editions.models import EditionStep
from tests.bench import load
from tests.bench.ground import MEGABYTE, Ground, Line, least, most

BARE = "/bench/bare/"
ROUNDS = 5
REQUESTS = 240
AT_ONCE = 8
NAME = "lesson page"


def screens(edition) -> dict[str, str]:
    """Address of every screen -> what it has: "plain", "contact" (own organisation's texts) or "practice"."""
    found = {}
    for step in EditionStep.objects.filter(edition=edition, kind=EditionStep.Kind.LESSON).order_by("position"):
        for index in range(step.screens):
            html = serving.lesson_screen(step.frozen_id, index)
            kind = "practice" if "[[practice:" in html else "contact" if "[[" in html else "plain"
            found[f"/leren/{edition.pk}/{step.position}/{index + 1}/"] = kind
    return found


def measure(ground: Ground) -> tuple[dict, list[Line]]:
    """Interleaved rounds, the median of each; then the same screens with their statements counted."""
    addresses = screens(ground.stock.edition)
    lessons = requests(ground, addresses)
    bare = requests(ground, [BARE])
    warm(ground, [*lessons, *bare])
    idle = [each["pss"] for each in ground.server.memory()]
    found = {"bare": [], "lesson": []}
    for _round in range(ROUNDS):
        found["bare"].append(load.pages(ground.server, bare, at_once=AT_ONCE))
        found["lesson"].append(load.pages(ground.server, lessons, at_once=AT_ONCE))
    quiet = {name: load.pages(ground.server, asked[:200]) for name, asked in (("bare", bare), ("lesson", lessons))}
    figures = {name: _figures(runs, quiet[name]) for name, runs in found.items()}
    ratios = [_cpu(lesson) / _cpu(floor) for floor, lesson in zip(found["bare"], found["lesson"], strict=True)]
    figures["ratios"] = [round(ratio, 2) for ratio in ratios]
    figures["ratio"] = statistics.median(ratios)
    figures["by_kind"] = _by_kind(ground, addresses, bare)
    figures["sql"] = _sql(ground, addresses)
    # PSS: what a worker holds by itself; the same number for each, so the mean is told
    now = [each["pss"] for each in ground.server.memory()]
    figures["memory_mb"] = {"worker": sum(now) / len(now) / MEGABYTE, "above_warm": max(
        after - before for before, after in zip(idle, now, strict=True)) / MEGABYTE}  # fmt: skip
    return figures, _lines(figures)


def titles(edition) -> dict[str, str]:
    """Address of every screen -> its h1."""
    found = {}
    for step in EditionStep.objects.filter(edition=edition, kind=EditionStep.Kind.LESSON):
        for index, title in enumerate(serving.outline(step.frozen_id)["screens"]):
            found[f"/leren/{edition.pk}/{step.position}/{index + 1}/"] = f"<h1>{escape(title)}</h1>"
    return found


def requests(ground, addresses, number=REQUESTS):
    """`number` requests over all addresses and all readers."""
    return list(islice(zip(cycle(addresses), cycle(ground.stock.readers), strict=False), number))


def warm(ground, asked):
    """Let every worker meet every page: what a process keeps is then there in all of them."""
    once = list(dict.fromkeys(path for path, _session in asked))
    some = [(path, ground.stock.readers[0]) for path in once] * (6 if len(once) > 1 else 30)
    load.pages(ground.server, some, at_once=AT_ONCE, holds=titles(ground.stock.edition))


def _cpu(run):
    return run.server + run.database


def _figures(runs, quiet):
    middle = statistics.median
    per = [run.per(REQUESTS) for run in runs]
    return {
        "requests": REQUESTS * len(runs),
        "server_ms": middle(one["server_ms"] for one in per),
        "database_ms": middle(one["database_ms"] for one in per),
        "a_second": middle(REQUESTS / run.seconds for run in runs),
        "best_a_second": max(REQUESTS / run.seconds for run in runs),
        "at_8": {name: middle(run.times()[name] for run in runs) for name in ("p50_ms", "p95_ms")},
        "at_1": quiet.times(),
    }


def _by_kind(ground, addresses, bare):
    """CPU for each kind of screen, beside a bare run just before it."""
    found = {}
    for kind in sorted(set(addresses.values())):
        asked = requests(ground, [path for path, each in addresses.items() if each == kind], 200)
        floor = _cpu(load.pages(ground.server, bare[:200], at_once=AT_ONCE)) / 200
        run = load.pages(ground.server, asked, at_once=AT_ONCE)
        number = sum(each == kind for each in addresses.values())
        found[kind] = {"screens": number, **run.per(200), "ratio": _cpu(run) / 200 / floor}
    return found


def _sql(ground, addresses):
    """Statements of every screen, each for another reader: the most, and for each kind one example."""
    load.pages(ground.server, [(BARE, ground.stock.readers[0])], count="bare")
    load.pages(ground.server, requests(ground, addresses, len(addresses)), count="lesson")
    counted = ground.counted(1 + len(addresses))
    numbers = {one["path"]: len(one["sql"]) for one in counted}
    most_path = max(addresses, key=numbers.__getitem__)
    return {
        "bare": numbers[BARE],
        "screens": len(addresses),
        "least": min(numbers[path] for path in addresses),
        "most": numbers[most_path],
        "by_kind": {
            kind: max(numbers[path] for path, each in addresses.items() if each == kind)
            for kind in set(addresses.values())
        },
        "statements": next(one["sql"] for one in counted if one["path"] == most_path),
    }


def _lines(figures):
    bare, lesson, sql = figures["bare"], figures["lesson"], figures["sql"]
    kinds = ", ".join(f"{kind} {one['ratio']:.2f}" for kind, one in figures["by_kind"].items())
    return [
        Line(NAME, f"SQL, the most of {sql['screens']} screens (bare {sql['bare']})", *most(sql["most"], 5, ""), True),
        Line(NAME, f"CPU against the bare page (by screen: {kinds})", *most(figures["ratio"], 2, "×", 2), True),
        Line(NAME, "CPU of server + database", "", _ms(lesson)),
        Line(NAME, "  of the bare page", "", _ms(bare)),
        Line(NAME, "p50 / p95, 8 at once", "", _times(lesson["at_8"])),
        Line(NAME, "p50 / p95, 1 at once", "", _times(lesson["at_1"])),
        Line(NAME, f"a second, 8 at once (bare {bare['a_second']:.0f})", *least(lesson["a_second"], 220, "/s")),
        Line(NAME, "PSS of a worker", "", f"{figures['memory_mb']['worker']:.0f} MB"),
    ]


def _ms(one):
    return f"{one['server_ms']:.2f} + {one['database_ms']:.2f} ms"


def _times(one):
    return f"{one['p50_ms']:.1f} / {one['p95_ms']:.1f} ms"
