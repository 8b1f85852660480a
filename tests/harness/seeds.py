"""Generated stories: how many of them a run plays."""

import os

import pytest


def seeds(few: int, many: int):
    """Parametrize a test with `few` seeds in the ordinary suite and `many` more in the proof.

    The daily run plays one, and so does the second database: what differs there are queries, and one story asks all of
    them.
    """
    one = os.environ.get("HYPOTHESIS_PROFILE") == "quick" or "DATABASE_URL" in os.environ
    few, many = (1, few + many - 1) if one else (few, many)
    proof = [pytest.param(seed, marks=pytest.mark.proof) for seed in range(few, few + many)]
    return pytest.mark.parametrize("seed", [*range(few), *proof])
