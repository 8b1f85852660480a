"""Deleting what an edition holds is refused in words."""


def register_holds():
    """Placeholder until the editions room fills it."""
