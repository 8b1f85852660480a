"""The pages of a member who learns. Each asks for an active mandate through `selectors`; without one it is a 404."""
