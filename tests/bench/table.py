"""The figures as a person reads them."""

import os
import platform
import subprocess

MARK = {True: "✓", False: "✗", None: " "}
HOW = """Behind gunicorn with 3 sync workers (a connection for each exchange), production settings without https, a
cache in each process; sessions in the database; PostgreSQL with fsync. CPU is what the workers and the database's
processes used, without the clients, which run on the same processors. ✓ ✗ are binding (SQL, the ratio, bytes, memory);
(✓) (✗) are for orientation on this machine."""


def machine() -> dict:
    """What ran, on what: commit ("-dirty" when files differ from it), processors, load, Python."""
    asked = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True)
    return {
        "commit": asked.stdout.strip() or "unknown",
        "processors": os.cpu_count(),
        "load": os.getloadavg(),
        "python": platform.python_version(),
    }


def text(result: dict) -> str:
    """The table of all databases, target beside measured."""
    parts = [HOW]
    for database, found in result["databases"].items():
        lines = found["lines"]
        widths = [max((len(line[name]) for line in lines), default=0) for name in ("what", "target", "measured")]
        parts.append(f"\n{database}, {result['members']:,} members ({sum(found['took'].values()):.0f} s of measuring)")
        work = None
        for line in lines:
            if line["work"] != work:
                work = line["work"]
                parts.append(f"  {work}")
            mark = MARK[line["good"]]
            mark = f" {mark} " if line["binding"] or line["good"] is None else f"({mark})"
            what, target, measured = (line[name] for name in ("what", "target", "measured"))
            parts.append(f"   {mark} {what:<{widths[0]}}  {target:>{widths[1]}}  {measured:>{widths[2]}}".rstrip())
        parts += [f"\n  could not be measured: {name}\n{why}" for name, why in found["trouble"].items()]
    parts += result["trouble"]
    machine = result["machine"]
    busy = f"load {machine['load'][0]:.1f} at the end"
    parts.append(f"\n{machine['commit']}: {result['seconds']} s on {machine['processors']} processors; {busy}")
    return "\n".join(parts)


def profiles(result: dict) -> str:
    """The profiles, one after another; "" when there are none."""
    return "\n".join(
        f"=== {database}: {name}\n{profile}"
        for database, found in result["databases"].items()
        for name, profile in found["profiles"].items()
    )
