"""Reading in a list of members: the list, its columns, the check, the confirmation."""
