"""Everything that a clerk can be shown: each address of the desk, read and pressed, as the resolver knows them."""

import io
import re
import zipfile
from contextlib import contextmanager

from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from courses.members.log.models import DeskAction
from courses.reminders.models import Bounce, Mail
from tests.courses.evidence.unpacking import drawn
from tests.courses.overview.freshness import show_again

#: What changes from one asking to the next whoever is looked at.
TOKEN = re.compile(rb'(?:name="csrfmiddlewaretoken" value|nonce)="[^"]+"')
#: The key of a mail counts those of the whole country; what it counts past is nobody's in particular.
MAIL_KEY = re.compile(rb"/berichten/\d+/terug/")


@contextmanager
def taken_back():
    """What is done within is undone. Not an `atomic` block: in one of these nothing would be sent."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def routes(patterns=None):
    """Yield (name, its arguments in order) of every address under /griffie/, in whatever file it stands."""
    for pattern in patterns or get_resolver("courses.overview.urls").url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield pattern.name, list(pattern.pattern.converters)


def keys_of(organisation, year):
    """What the arguments of addresses may be. One that is not here is tried as the key of a membership."""
    member = organisation.memberships.order_by("pk").first()
    people = organisation.memberships.values("user")
    return {
        "code": organisation.code,
        "year": year,
        "mail": getattr(Mail.objects.filter(person__in=people).first(), "pk", 0),
        "bounce": getattr(Bounce.objects.filter(person__in=people).first(), "pk", 0),
        "action": getattr(DeskAction.objects.filter(organisation=organisation).first(), "pk", 0),
        None: member.pk if member else 0,
    }


def everything(client, organisation, *, year, queries=(), press=True) -> dict[str, bytes]:
    """What the signed-in clerk gets from every address, of the overview with each of `queries` too: by its name, method
    and query, all bytes that mean something.

    What is pressed is taken back.
    """
    keys, found = keys_of(organisation, year), {}
    show_again(client, organisation)  # the lists with names ask for it
    for name, arguments in routes():
        address = reverse(f"overview:{name}", kwargs={one: keys.get(one, keys[None]) for one in arguments})
        for query in ({}, *(queries if name == "year" else ())):
            found[f"GET {name} {query}"] = read(client.get(address, query))
        if press:
            with taken_back():
                found[f"POST {name}"] = read(client.post(address))
    return found


def read(response) -> bytes:
    """All bytes of an answer, headers too; of an office file or a PDF what it says, without the moment of making."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as files:
            body = b"".join(files.read(one) for one in sorted(files.namelist()) if one != "docProps/core.xml")
    elif body[:5] == b"%PDF-":
        body = drawn(body)
    # the length follows from the body, of an office file from the moment of making it too
    headers = {
        name: value for name, value in response.headers.items() if name != "Content-Length" and "nonce" not in value
    }
    return f"{response.status_code} {sorted(headers.items())}".encode() + MAIL_KEY.sub(b"", TOKEN.sub(b"", body))
