"""What can be wrong with a request about mails; the message says it in words."""


class NoSuchMail(Exception):
    """There is no mail like that, or it was never sent."""
