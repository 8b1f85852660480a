"""The mails of an account, sent by the worker: one with a code, one that its address changed. And the mail of the demo,
written where one can read it."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends import console, filebased
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils.translation import get_language
from django_tasks import task

from courses.letters import letter
from courses.sealing import CannotOpen, seal, unseal

PURPOSE = "mail with a code"
MOVED = "mail to an address that is no longer used"
#: The code is worth nothing after this many seconds, so neither is a mail that is later.
CODE_SECONDS = 10 * 60


def post_code(*, email: str, code: str | None, about: str = "code") -> None:
    """Let the worker mail `code` to `email`; with None the worker gets just as much to read and sends nothing.

    `about` names the mail: "code" to sign in, "again" for who is signed in and shows once more that it is them.

    Both ways cost the visitor the same time, so a known address cannot be told from an unknown one.
    """
    content = {
        "email": email.ljust(254),
        "code": code or "000000",
        "send": int(code is not None),
        "language": get_language(),
        "about": about,
    }
    mail_code.enqueue(seal(content, purpose=PURPOSE).decode())


@task()
def mail_code(sealed: str) -> None:
    """Send one code. The argument is sealed, so the table of tasks shows neither address nor code."""
    try:
        content = unseal(sealed.encode(), purpose=PURPOSE, seconds=CODE_SECONDS)
    except CannotOpen:
        return
    if content["send"]:
        email = content["email"].strip()
        # what its owner chose goes first: whoever types an address decides nothing about the mail
        chosen = get_user_model().objects.filter(email=email).values_list("language", flat=True).first()
        language = chosen or content["language"]
        code_message(email=email, code=content["code"], language=language, about=content.get("about", "code")).send()


def code_message(*, email: str, code: str, language: str, about: str = "code") -> EmailMultiAlternatives:
    """The mail itself. Its link goes to the help page: a link to sign in with is what people learn to distrust."""
    return letter(
        name=f"account/email/{about}",
        to=email,
        language=language,
        link=reverse("help"),
        context={"code": code, "minutes": CODE_SECONDS // 60},
    )


def post_moved(*, email: str, language: str) -> None:
    """Let the worker tell `email` that somebody no longer signs in with it.

    Whoever had another person's address changed cannot also keep that person from knowing. The new address stands
    nowhere in the mail: the person may have left the old mailbox because somebody else reads it.
    """
    mail_moved.enqueue(seal({"email": email, "language": language}, purpose=MOVED).decode())


@task()
def mail_moved(sealed: str) -> None:
    """Send that one mail. The argument is sealed, so the table of tasks shows no address."""
    content = unseal(sealed.encode(), purpose=MOVED)
    moved_message(email=content["email"], language=content["language"]).send()


def moved_message(*, email: str, language: str) -> EmailMultiAlternatives:
    return letter(name="account/email/moved", to=email, language=language, link=reverse("help"))


class FileAndConsoleBackend(BaseEmailBackend):
    """For the demo: each mail is a file in `settings.EMAIL_FILE_PATH`. In the terminal appears the text of what
    somebody waits for, a code; reminders go by the dozen, so they take a line each."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.files = filebased.EmailBackend(file_path=settings.EMAIL_FILE_PATH)
        self.terminal = console.EmailBackend()

    def send_messages(self, messages):
        for message in messages:
            to = ", ".join(message.to)
            whole = f"\n{message.body.strip()}\n---" if "Message-ID" not in message.extra_headers else ""
            self.terminal.stream.write(f"\n--- {message.subject} → {to}{whole}\n")
            self.terminal.stream.flush()
        return self.files.send_messages(messages)
