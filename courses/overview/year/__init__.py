"""The overview of a year: its table, bar and curve, all modules side by side, and its row as the member reads it."""
