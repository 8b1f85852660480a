"""Who sits at a desk, and what was done there; the manager's screens of both."""
