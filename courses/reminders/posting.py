"""What a mail server's answer means: certainly sent, certainly not, or nobody knows."""

from enum import Enum
from smtplib import (
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from django.core.mail import EmailMultiAlternatives, get_connection


class Outcome(Enum):
    """What became of a mail. LATER: certainly not accepted, but perhaps the next time."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNSURE = "unsure"


class Post:
    """A connection with the mail server for a number of mails; `with` closes it."""

    def __init__(self):
        self.connection = get_connection()

    def __enter__(self):
        return self

    def __exit__(self, *_trouble):
        self.close()

    def open(self) -> bool:
        """Open the connection when it is not; False when no server can be reached. No mail was named yet."""
        try:
            self.connection.open()
        except (OSError, SMTPException):
            self.close()
            return False
        return True

    def close(self) -> None:
        try:
            self.connection.close()
        except (OSError, SMTPException):
            self.connection = get_connection()

    def send(self, message: EmailMultiAlternatives) -> Outcome:
        """Give `message` to the server. Whatever leaves doubt is UNSURE: it may have arrived, and is not sent again."""
        try:
            accepted = self.connection.send_messages([message])
        except Exception as trouble:  # whatever a backend raises half-way leaves doubt
            self.close()
            return outcome_of(trouble)
        return Outcome.SENT if accepted else Outcome.REFUSED


def outcome_of(trouble: Exception) -> Outcome:
    """Return what an exception of a mail backend says about the one mail that was being sent."""
    match trouble:
        case ConnectionRefusedError() | SMTPConnectError() | SMTPHeloError() | SMTPNotSupportedError():
            return Outcome.LATER
        case SMTPRecipientsRefused():
            return _by_code(code for code, _text in trouble.recipients.values())
        case SMTPSenderRefused():
            return _by_code([trouble.smtp_code])
        case SMTPDataError() if trouble.smtp_code >= 500:
            return Outcome.REFUSED
        case _:
            # also 4xx after the text: there are servers that deliver and then say so
            return Outcome.UNSURE


def _by_code(codes):
    """A "no" before the text was sent: for good (5xx), or for now."""
    return Outcome.REFUSED if all(code >= 500 for code in codes) else Outcome.LATER
