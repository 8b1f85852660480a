"""What is the organisation's own: contacts, protocol, colour and logo, and the lessons in which these stand."""
