"""How long work shows itself in a terminal: a bar on standard error, only for a person, only after a second."""

import sys
from contextlib import contextmanager

from tqdm import tqdm

#: Seconds of work before a bar appears.
DELAY = 1


@contextmanager
def bar(label):
    """A `progress(done, total)` to hand to a service; draws nothing when standard error is no terminal."""
    silent = not sys.stderr.isatty()
    with tqdm(desc=label, total=0, delay=DELAY, mininterval=0, leave=False, file=sys.stderr, disable=silent) as drawn:

        def progress(done, total):
            drawn.total = total
            drawn.update(done - drawn.n)

        yield progress
