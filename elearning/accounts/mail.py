"""The mail with the code, sent by the worker; and the mail of the demo, written where one can read it."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends import console, filebased
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task

from elearning.accounts.sealing import CannotOpen, seal, unseal

PURPOSE = "mail with a code"
#: The code is worth nothing after this many seconds, so neither is a mail that is later.
CODE_SECONDS = 10 * 60


def post_code(*, email: str, code: str | None) -> None:
    """Let the worker mail `code` to `email`; with None the worker gets just as much to read and sends nothing.

    Both ways cost the visitor the same time, so a known address cannot be told from an unknown one.
    """
    letter = {"email": email.ljust(254), "code": code or "000000", "send": int(code is not None)}
    mail_code.enqueue(seal(letter, purpose=PURPOSE).decode())


@task()
def mail_code(sealed: str) -> None:
    """Send one code. The argument is sealed, so the table of tasks shows neither address nor code."""
    try:
        letter = unseal(sealed.encode(), purpose=PURPOSE, seconds=CODE_SECONDS)
    except CannotOpen:
        return
    if letter["send"]:
        code_message(email=letter["email"].strip(), code=letter["code"]).send()


def code_message(*, email: str, code: str) -> EmailMultiAlternatives:
    """The mail itself: no link, no name of a lesson, and a subject that may stand on a locked screen."""
    context = {"code": code, "minutes": CODE_SECONDS // 60}
    message = EmailMultiAlternatives(
        subject=_("Your code to sign in"),
        body=render_to_string("account/email/code.txt", context),
        to=[email],
    )
    message.attach_alternative(render_to_string("account/email/code.html", context), "text/html")
    return message


class FileAndConsoleBackend(BaseEmailBackend):
    """For the demo: each mail is a file in `settings.EMAIL_FILE_PATH` and its text appears in the terminal."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.files = filebased.EmailBackend(file_path=settings.EMAIL_FILE_PATH)
        self.terminal = console.EmailBackend()

    def send_messages(self, messages):
        for message in messages:
            to = ", ".join(message.to)
            self.terminal.stream.write(f"\n--- {message.subject} → {to}\n{message.body.strip()}\n---\n")
            self.terminal.stream.flush()
        return self.files.send_messages(messages)
