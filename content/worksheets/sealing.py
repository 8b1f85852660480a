"""A page that the browser itself keeps shut: one style, one script, and nothing that may go in or out."""

import base64
import hashlib
from dataclasses import dataclass

#: Not a word of `'self'`: our own server is exactly who must not get an answer, and a picture's address could hold one.
#: `allow-modals` is for the printer; without `allow-same-origin` there is no cookie and no storage to write to.
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox allow-scripts allow-modals"
)


@dataclass(frozen=True)
class Sealed:
    """A whole document, and the policy under which alone it may be sent."""

    html: str
    policy: str


def policy(*, script: str, style: str) -> str:
    """Return the Content-Security-Policy for a page with this one script and this one style, and nothing else."""
    return POLICY.format(script=digest(script), style=digest(style))


def digest(text: str) -> str:
    """Return how a policy names the text of an element: `sha256-…`."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
