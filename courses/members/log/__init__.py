"""What was done at a clerk's desk, for its clerks, the manager, and each member about whom it was."""
