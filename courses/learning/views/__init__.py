"""The pages of a member who learns. Each asks for an active mandate through `places`, `sittings` or `selectors`; without one it is a 404."""
