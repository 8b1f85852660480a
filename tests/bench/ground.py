"""Where measurements stand on: the server, the data, and how a figure is told."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.bench.server import Server
from tests.bench.stock import Stock

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

    def counted(self) -> list[dict]:
        """Every request since the last call that asked to be counted: name, path, method, sql."""
        log = self.folder / "sql.jsonl"
        if not log.exists():
            return []
        found = [json.loads(line) for line in log.read_text().splitlines()]
        log.unlink()
        return found


def most(value: float, limit: float, unit: str, digits: int = 0) -> tuple[str, str, bool]:
    """Target, measured and verdict of "at most `limit`"."""
    return f"≤ {limit:g}{unit}", f"{value:.{digits}f}{unit}", value <= limit


def least(value: float, limit: float, unit: str) -> tuple[str, str, bool]:
    """Target, measured and verdict of "at least `limit`"."""
    return f"≥ {limit:g}{unit}", f"{value:.0f}{unit}", value >= limit
