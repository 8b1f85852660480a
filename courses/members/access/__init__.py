"""Who may sit at an organisation's desk."""
