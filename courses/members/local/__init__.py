"""An organisation's own contacts and protocol: written by its clerk, shown in lessons and on the member's card."""
