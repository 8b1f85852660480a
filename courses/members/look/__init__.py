"""An organisation's own colour and logo, and what pages wear of it."""
