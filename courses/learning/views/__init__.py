"""The pages of a member who learns. Each asks, in the query for the place, for an active mandate: without one, 404."""
