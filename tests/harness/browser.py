"""Signing in through the real screens, by role and label, as a person with a mailbox does."""

import re

from django.core import mail


def code_for(email: str) -> str:
    """The six digits of the newest mail to `email`; raises LookupError when there is none."""
    for message in reversed(mail.outbox):
        if email in message.to:
            return re.search(r"^\d{6}$", message.body, re.MULTILINE).group()
    raise LookupError(f"No mail to {email}; there is mail to {[message.to for message in mail.outbox]}.")


def sign_in(page, site: str, email: str, *, to: str | None = None) -> None:
    """Sign `email` in on `page`, ending where the site leads this person (or at the address `to`)."""
    page.goto(site + (to or "/"))
    page.get_by_label("Met uw e-mailadres").fill(email)
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_role("heading", name="Bijna ingelogd").wait_for()
    page.get_by_label("Code van zes cijfers").fill(code_for(email))
    page.get_by_role("button", name="Log in").click()
    come_in(page)


def come_in(page) -> None:
    """Wait until `page` has left the way in, and stands there whole; after a code that was refused it never does."""
    page.wait_for_url(lambda address: "/account/login/" not in address)
