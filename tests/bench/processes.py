"""What processes used, from /proc (Linux)."""

import os
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
NANO = 1e9


def available() -> bool:
    """Whether this system tells what a process used."""
    return (PROC / "self" / "schedstat").exists()


def children(pid: int) -> list[int]:
    """The processes that `pid` started and that still run."""
    return [int(child) for child in (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()]


def cpu(pid: int) -> float:
    """CPU seconds of a tree: `pid`, its children, and those of them that have ended.

    schedstat counts in nanoseconds where stat counts in ticks of 10 ms, but only the first thread: workers and
    PostgreSQL's processes have one.
    """
    if not pid:
        return 0.0
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    ended = (int(fields[13]) + int(fields[14])) / TICKS
    total = ended
    for one in (pid, *children(pid)):
        try:
            total += int((PROC / str(one) / "schedstat").read_text().split()[0]) / NANO
        except OSError:
            continue
    return total


def memory(pid: int) -> dict[str, int]:
    """Bytes: `rss` now, `peak` since the start or the last `forget_peak`, `pss` (shared pages divided)."""
    status = dict(
        line.split(":", 1) for line in (PROC / str(pid) / "status").read_text().splitlines() if line.startswith("Vm")
    )
    rollup = (PROC / str(pid) / "smaps_rollup").read_text()
    pss = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    return {"rss": _bytes(status["VmRSS"]), "peak": _bytes(status["VmHWM"]), "pss": _bytes(pss.split(":")[1])}


def forget_peak(pid: int) -> None:
    """Let the peak of `pid` begin again at what it has now."""
    (PROC / str(pid) / "clear_refs").write_text("5")


def _bytes(text: str) -> int:
    return int(text.split()[0]) * 1024
