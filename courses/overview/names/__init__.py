"""The list with names: the only one that leaves the desk, for who has just shown who they are."""
