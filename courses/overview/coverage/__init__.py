"""Which share of organisations and new members was trained, for managers. No names."""
