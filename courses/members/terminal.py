"""How long work shows itself in a terminal: a bar on standard error, only for a person, only after a second."""

import sys
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def bar(label):
    """A `progress(done, total)` to hand to a service; draws nothing when standard error is no terminal."""
    with tqdm(desc=label, total=0, delay=1, leave=False, file=sys.stderr, disable=not sys.stderr.isatty()) as drawn:

        def progress(done, total):
            drawn.total = total
            drawn.update(done - drawn.n)

        yield progress
