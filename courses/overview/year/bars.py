"""The bar above the table: shares of a whole, for an SVG without any style."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """Width of each part and where the next begins, as percentages with a point, whatever the language."""

    done: str
    busy: str
    busy_at: str
    open: str
    open_at: str


def bar_of(counts) -> Bar:
    """Return the parts of `counts`; without members all parts are nothing."""
    whole = counts.total or 1
    done, busy, open_ = (100 * part / whole for part in (counts.done, counts.busy, counts.open))
    return Bar(
        done=f"{done:.2f}%",
        busy=f"{busy:.2f}%",
        busy_at=f"{done:.2f}%",
        open=f"{open_:.2f}%",
        open_at=f"{done + busy:.2f}%",
    )
