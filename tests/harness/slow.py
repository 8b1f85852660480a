"""Which tests `make quick` leaves out: the slow ones of a whole run, by name, in tests/slow.txt.

`python -m tests.harness.slow` writes that list anew from the report that `make test` left. A test that is new runs in
`make quick` until then, and the name of one that is gone does no harm.
"""

import statistics
import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = ROOT / "tests" / "slow.txt"
REPORT = ROOT / ".make" / "reports" / "suite-on-SQLite.xml"
#: A test is slow when its cases take this long on average, or one of them that long: it makes what the others look at.
MEAN_SECONDS, ONE_SECONDS = 0.25, 5
HEAD = """\
# What `make quick` leaves out: tests that took more than {mean} s a case in a whole run, or {one} s for one case.
# Written by `make slow`.
"""


def name_of(node: str) -> str:
    """Return the name of a test, without its parameters, from pytest's id of one of its cases."""
    path, *inside = node.partition("[")[0].split("::")
    return "::".join([".".join([path.removesuffix(".py").replace("/", "."), *inside[:-1]]), inside[-1]])


def slow_in(report: Path) -> list[str]:
    """Return the names of the slow tests in a JUnit report, sorted."""
    times = defaultdict(list)
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name').partition('[')[0]}"
        times[name].append(float(case.get("time", 0)))
    return sorted(
        name for name, took in times.items() if statistics.mean(took) > MEAN_SECONDS or max(took) > ONE_SECONDS
    )


def listed(path: Path = LIST) -> set[str]:
    """Return the names in the list."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def main() -> int:
    """Write the list; status 1 when there is no report to write it from."""
    if not REPORT.exists():
        print("There is no report of a whole run yet: run `make test` first. The list was not changed.")
        return 1
    names = slow_in(REPORT)
    LIST.write_text(HEAD.format(mean=MEAN_SECONDS, one=ONE_SECONDS) + "\n".join(names) + "\n", encoding="utf-8")
    print(f"{len(names)} tests are slow.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
