"""Mails to people: what every one of them is like, whoever sends it and whatever it says.

A mail has a name, and three templates under it: `<name>.subject.txt`, `<name>.txt` and `<name>.html`; the last two
extend `components/email/layout.txt` and `.html`. The subject may stand on a locked screen, so it names no topic and
holds no code. There is one link, which begins with `SITE_ORIGIN` - never with what a browser says the site is called -
and which carries nothing: no query, no token. Who opens a mail or its link is not kept.
"""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation

#: So that a holiday message does not answer us (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated"}


def letter(*, name: str, to: str, language: str, link: str, context: dict | None = None) -> EmailMultiAlternatives:
    """Return the mail `name` (folder and stem of its templates) to the one address `to`, ready to be sent.

    `language` is what the person chose (`language_of`). `link` is a path on this site, "/hulp/". Raises
    ValidationError when `to` is not one address and ValueError when `link` is anything but a bare path.
    """
    validate_email(to)
    if not link.startswith("/") or set(link) & set("?#\\ \r\n") or "//" in link:
        raise ValueError(f"{link!r} is not a bare path on this site")
    with translation.override(language):
        context = {**(context or {}), "link": settings.SITE_ORIGIN + link}
        # a line break in a subject stays, and Django refuses to send that
        context["subject"] = _plain(f"{name}.subject.txt", context).strip()
        message = EmailMultiAlternatives(
            subject=context["subject"], body=_plain(f"{name}.txt", context), to=[to], headers=HEADERS
        )
        message.attach_alternative(render_to_string(f"{name}.html", context), "text/html")
    return message


def language_of(user) -> str:
    """Return in which language `user` is written to: the one chosen on the account, Dutch when none was."""
    return user.language or settings.LANGUAGE_CODE


def _plain(template, context):
    """Render a template of a text that is no HTML: `&` stays `&`."""
    return get_template(template).template.render(Context(context, autoescape=False))
