"""A discussion evening in the council, as a sheet and as slides. Nothing of any person."""
