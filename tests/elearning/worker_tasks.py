"""Background work of which one can see from outside how far it came."""

import time
from pathlib import Path

from django_tasks import task


@task()
def note(file: str, seconds: float) -> None:
    """Write a line at the beginning and one at the end."""
    with Path(file).open("a") as lines:
        lines.write("begun\n")
    time.sleep(seconds)
    with Path(file).open("a") as lines:
        lines.write("done\n")
