"""A list of members against the register: what it would change, what waits meanwhile, what it changed, taken back."""
