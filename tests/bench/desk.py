"""The other pages of the clerk's desk, of many and of 29 members: what a search, a list or a report costs."""

from tests.bench import load
from tests.bench.clerk import Answer, page_of
from tests.bench.ground import Ground, Line
from tests.bench.stock import BIG_CODE, SMALL, SMALL_CODE

REQUESTS = 30
#: What a clerk does: its name, a word in the address that leads there from the overview ("" is the overview itself),
#: and what is asked of that page.
PAGES = (
    ("search in the overview", "", "?zoek=jan"),
    ("filter and sort in the overview", "", "?toon=niet-begonnen&sorteer=-datum&sinds=2020-01-01"),
    ("last page of the overview", "", "?pagina=100000"),
    ("list of members", "/leden/", ""),
    ("search in the list of members", "/leden/", "?zoek=jan"),
    ("reminding", "/herinneren/", ""),
    ("report", "/verslag/", ""),
)


def pages(ground: Ground) -> tuple[dict, list[Line]]:
    """Time, CPU and statements of each of PAGES, in the large organisation and beside it in the small one."""
    figures, lines = {}, []
    members = {BIG_CODE: ground.members, SMALL_CODE: SMALL}
    for name, word, query in PAGES:
        both = figures[name] = {code: _measured(ground, code, word, query) for code in members}
        big, small = both[BIG_CODE], both[SMALL_CODE]
        label = f"desk, {name}"
        lines += [
            Line(label, f"time, median: {ground.members:,} members ({SMALL})", "",
                 f"{big['p50_ms']:.0f} ms ({small['p50_ms']:.0f})"),
            Line(label, "CPU of server + database", "", f"{big['server_ms']:.1f} + {big['database_ms']:.1f} ms"),
            Line(label, "SQL the same for both", "yes", f"{big['sql']} and {small['sql']}",
                 big["sql"] == small["sql"], True),
        ]  # fmt: skip
    return figures, lines


def _measured(ground, code, word, query):
    session = ground.stock.clerks[code]
    overview = page_of(ground, session)
    path = (overview.address(word) if word else overview.path) + query
    Answer(ground, session, path)
    asked = [(path, session)] * REQUESTS
    load.pages(ground.server, asked[:5], at_once=3)
    run = load.pages(ground.server, asked)
    load.pages(ground.server, asked[:1], count="desk")
    [counted] = ground.counted(1)
    return {
        "path": path,
        "requests": REQUESTS,
        "sql": len(counted["sql"]),
        "statements": counted["sql"],
        **run.times(),
        **run.per(REQUESTS),
    }
