"""Where measurements stand on: the server, the data, and how a figure is told."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.server import Server
from tests.bench.stock import Stock

#: Seconds.
PATIENCE = 10
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Line:
    """A row of the table. `good` is None for what only orients; `binding` ones that are not good get a profile."""

    work: str
    what: str
    target: str
    measured: str
    good: bool | None = None
    binding: bool = False


@dataclass
class Ground:
    """One database's run."""

    database: str
    members: int
    folder: Path
    stock: Stock
    server: Server | None = None

    def counted(self, number: int) -> list[dict]:
        """The `number` requests that asked to be counted since the last call: name, path, method, sql.

        A worker writes its line after it sent its answer, so the last one may have to be waited for.
        """
        log = self.folder / "sql.jsonl"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            lines = log.read_text().splitlines(keepends=True) if log.exists() else []
            if len(lines) >= number and lines[-1].endswith("\n"):
                log.unlink()
                return [json.loads(line) for line in lines]
            time.sleep(0.02)
        raise RuntimeError(f"{len(lines)} of {number} requests were counted")


def most(value: float, limit: float, unit: str, digits: int = 0) -> tuple[str, str, bool]:
    """Target, measured and verdict of "at most `limit`"."""
    return f"≤ {limit:g}{unit}", f"{value:.{digits}f}{unit}", value <= limit


def least(value: float, limit: float, unit: str) -> tuple[str, str, bool]:
    """Target, measured and verdict of "at least `limit`"."""
    return f"≥ {limit:g}{unit}", f"{value:.0f}{unit}", value >= limit
