"""Two organisations side by side, and somebody of the one who asks for everything of the other.

All that organisation B holds carries a canary; whatever is sent to an actor of A is searched for them, every byte of
it. Addresses come from the resolver, so a route that is new tomorrow is asked for tomorrow.
"""

import io
import re
import secrets
import string
import zipfile
import zlib
from collections import Counter
from datetime import date, timedelta
from random import Random

from django.core import mail
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone

from courses.members.log.models import DeskAction
from courses.members.models import DeskRole, LocalContact, Membership, Organisation, ProtocolExcerpt
from courses.planning.models import NamesExport, Programme
from courses.planning.opening import open_year
from courses.reminders.bounces import record_bounce
from courses.reminders.models import Bounce, Mail, MailLine
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.reminders.factories import at

TODAY = timezone.localdate()
YEAR = TODAY.year
#: Letters only: it stands in addresses, names and dates alike, and survives every way of writing HTML and JSON.
CANARY = "kanarie" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(10))
#: Of a hundred requests so many go into the admin: most of the resolver's addresses are Wagtail's own.
ADMIN = 12
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
LINK = re.compile(r"https?://[^/\s\"]+(/[^\s\"<]*)")


class Neighbours:
    """The two organisations, who asks, and what there is to ask for."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self.a, self.b = factories.organisation(), factories.organisation(name=f"{CANARY}dam", logo="")
        self.module, other = planned.module("Melden helpt"), planned.module("Online bedreigd")
        # modules are everybody's; a programme may be of one organisation
        everywhere = planned.programme(self.module, starts_on=date(YEAR - 1, 1, 1))
        own = planned.programme(other, starts_on=date(YEAR - 1, 1, 1), organisation=self.b)
        Programme.objects.filter(pk=own.pk).update(title=f"Programma {CANARY}")
        start = date(YEAR - 2, 3, 26)
        self.member = factories.membership(factories.person(name="Noor Aan"), self.a, start=start)
        self.leaver = factories.membership(factories.person(name="Bas Aan"), self.a, start=start)
        for number in range(3):
            factories.membership(factories.person(name=f"Lid{number} Aan"), self.a, start=start)
        for number in range(6):
            person = factories.person(f"{CANARY}{number}@voorbeeld.example", name=f"{CANARY.title()} Lid{number}")
            factories.membership(person, self.b, start=start)
        # one person in both: A sees the own mandate, and nothing that B wrote of it
        both = factories.person(name="Aylin Beide")
        factories.membership(both, self.a, start=start)
        factories.membership(both, self.b, start=start, name=f"Aylin {CANARY}")
        editions = [
            planned.edition(module, YEAR, steps=[("lesson", "Les", 5, 3)]) for module in (self.module, other)
        ]  # fmt: skip
        for programme, edition in zip((everywhere, own), editions, strict=True):
            open_year(programme=programme, year=YEAR, edition=edition, today=TODAY - timedelta(days=40))
        self.years = [programme.years.get() for programme in (everywhere, own)]
        self.clerk_a, self.clerk_b = factories.clerk(self.a), factories.clerk(self.b, f"griffie@{CANARY}.example")
        self._what_happened(editions)
        Membership.objects.filter(pk=self.leaver.pk).update(end=TODAY - timedelta(days=1))
        DeskRole.objects.create(
            user=self.leaver.user, organisation=self.b, start=start, end=TODAY - timedelta(days=1)
        )  # fmt: skip
        self._pool()

    def _what_happened(self, editions):
        send_due(now=at(TODAY - timedelta(days=20)))
        for organisation in (self.a, self.b):
            own = CANARY if organisation == self.b else "gewoon"
            members = list(organisation.memberships.order_by("pk"))
            planned.complete(members[1].user, editions[0], on=TODAY - timedelta(days=3))
            planned.begin(members[2].user, editions[0], on=TODAY - timedelta(days=3))
            if own == CANARY:
                planned.complete(members[1].user, editions[1], on=TODAY - timedelta(days=3))
            if sent := Mail.objects.filter(person=members[0].user, state="sent").first():
                record_bounce(mail=sent, on=TODAY, note=own)
            for kind in ("report", "clerk"):
                LocalContact.objects.create(
                    organisation=organisation, kind=kind, name=f"{own} Contact", role=own, phone="0612345678",
                    email=f"{own}@voorbeeld.example", availability=own, verified_on=TODAY,
                )  # fmt: skip
            ProtocolExcerpt.objects.create(
                organisation=organisation, topic="report", text=f"Protocol van {own}.", reference=own,
                url=f"https://{own}.example/", verified_on=TODAY,
            )  # fmt: skip
            clerk = self.clerk_b if organisation == self.b else self.clerk_a
            NamesExport.objects.create(
                organisation=organisation, programme_year=self.years[0], by=clerk, taken_on=TODAY, kind="csv"
            )  # fmt: skip
            DeskAction.objects.create(
                organisation=organisation, by=clerk, at=timezone.now(), kind="reminded",
                facts={"day": TODAY.isoformat(), "programme_year": self.years[0].pk, "members": 1, "own": own},
            )  # fmt: skip
        self.links = [link for one in mail.outbox for link in LINK.findall(one.body)]

    def _pool(self):
        """Keys to guess with: of every row that B has, of A's, and some of nobody."""
        from django.apps import apps

        keys = set()
        for model in apps.get_app_config("courses").get_models():
            keys |= set(model.objects.order_by("pk").values_list("pk", flat=True)[:12])
        self.numbers = sorted(key for key in keys if isinstance(key, int))
        self.members = list(self.b.memberships.values_list("pk", flat=True))
        self.routes = list(_routes(get_resolver().url_patterns))
        self.inner = [one for one in self.routes if one.startswith("beheer/")]
        self.outer = [one for one in self.routes if not one.startswith("beheer/")]
        self.desk = [one for one in self.outer if one.startswith("griffie/")]

    # --- a request ---------------------------------------------------------------------------------------------------

    def address(self) -> str:
        """The address of a route with arguments that somebody of A could think of."""
        draw = self.random.random()
        if draw < 0.02:
            return self.random.choice(self.links or ["/leren/"])
        routes = self.inner if draw < ADMIN / 100 else self.desk if draw < 0.65 else self.outer
        route = self.random.choice(routes).replace(r"((?:[\w\-]+/)*)", "melden-helpt/")
        return "/" + ARGUMENT.sub(self._argument, route).strip("^$")

    def _argument(self, found):
        kind, name = found[1], found[2] or found[3]
        random = self.random
        if name == "code":
            return random.choice([self.b.code] * 5 + [self.a.code] * 4 + ["gm9999"])
        if name in ("year",):
            return str(random.choice([YEAR] * 8 + [YEAR - 1, 0, 10**17]))
        if kind in ("number", "int"):
            return str(random.choice([random.choice(self.numbers), random.choice(self.members), 10**17]))
        if kind == "path":
            return random.choice(["looks/x.png", f"original_images/{self.b.code}.png", "../db.sqlite3", "frozen/x"])
        return random.choice(["melden-helpt", "x", self.b.code, "abc.css", str(random.choice(self.numbers))])

    def query(self) -> dict:
        """Filters and choices, as likely B's as nonsense."""
        random = self.random
        own = f"{self.years[1].programme_id}-{self.years[1].module_id}"
        shared = f"{self.years[0].programme_id}-{self.years[0].module_id}"
        of = {
            "programma": [own, shared, "1-1"], "zoek": ["a", "lid", "aylin", "%"], "toon": ["afgerond", "na-de-datum"],
            "functie": ["raadslid"], "sinds": [f"{YEAR - 3}-01-01"], "sorteer": ["-naam", "status", "datum"],
            "pagina": ["1", "2", "99"], "taal": ["en", "nl"], "next": [f"/griffie/{self.b.code}/"],
            "organisatie": [self.b.code, str(self.b.pk)], "organisation": [str(self.b.pk)],
        }  # fmt: skip
        return {name: random.choice(values) for name, values in of.items() if random.random() < 0.25}

    def fields(self) -> dict:
        """What a form may be sent: rows of B under every name that a form of ours has."""
        random = self.random
        names = ("lid", "membership", "member", "mail", "bounce", "user", "person", "id", "action", "contact", "year")
        sent = {name: [str(random.choice([*self.members, *self.numbers[:20]]))] for name in names}
        sent["lid"] = [str(key) for key in self.members]
        sent |= {"email": [f"{CANARY}0@voorbeeld.example"], "organisation": [str(self.b.pk)], "code": [self.b.code]}
        return {**self.query(), **{name: value for name, value in sent.items() if random.random() < 0.5}}


def _routes(patterns, prefix=""):
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, here)
        else:
            yield here


def held(response) -> bytes:
    """Every byte of an answer that somebody could read: headers, cookies, body, and what is packed in the body."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    head = "\n".join(f"{name}: {value}" for name, value in response.headers.items()) + response.cookies.output()
    return head.encode() + body + _unpacked(body)


def _unpacked(body) -> bytes:
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as files:
            return b"".join(files.read(name) for name in files.namelist())
    if body[:5] == b"%PDF-":
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
        return b"".join(_inflated(one) for one in streams)
    return b""


def _inflated(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def rows_of_b(house) -> dict[str, object]:
    """What B has: nobody of A may change a row of it."""
    of = house.b.pk
    return {
        "organisation": list(Organisation.objects.filter(pk=of).values()),
        "memberships": list(Membership.objects.filter(organisation=of).order_by("pk").values()),
        "desk": list(DeskRole.objects.filter(organisation=of).order_by("pk").values()),
        "contacts": list(LocalContact.objects.filter(organisation=of).order_by("pk").values()),
        "excerpts": list(ProtocolExcerpt.objects.filter(organisation=of).order_by("pk").values()),
        "log": list(DeskAction.objects.filter(organisation=of).order_by("pk").values()),
        "exports": list(NamesExport.objects.filter(organisation=of).order_by("pk").values()),
        "lines": list(MailLine.objects.filter(membership__organisation=of).order_by("pk").values()),
        "bounces": list(
            Bounce.objects.filter(person__memberships__organisation=of)
            .exclude(person__memberships__organisation=house.a.pk)
            .order_by("pk")
            .values()
        ),
    }


def ask(house: Neighbours, number: int) -> tuple[Counter, list[str], int]:
    """Ask `number` times; return the kinds of answers, each leak in words, and how often B's own clerk saw the canary
    at an address that A had just asked for, or asked for next."""
    actors = {"clerk": house.clerk_a, "member": house.member.user, "leaver": house.leaver.user}
    clients = {name: Client(raise_request_exception=False) for name in actors}
    own = Client(raise_request_exception=False)
    own.force_login(house.clerk_b)
    for name, client in clients.items():
        client.force_login(actors[name])
    answers, leaks, seen = Counter(), [], 0
    canary = re.compile(CANARY.encode(), re.IGNORECASE)
    for turn in range(number):
        name = house.random.choice(["clerk"] * 6 + ["member"] * 2 + ["leaver"] * 2)
        client, address, post = clients[name], house.address(), house.random.random() < 0.3
        data = house.fields() if post else house.query()
        if turn % 5 == 0 and not post:  # what a cache keeps of B's own page is offered to A
            seen += bool(canary.search(held(own.get(address, data))))
        response = (client.post if post else client.get)(address, data)
        answers[response.status_code] += 1
        # what A itself typed may be said back to A
        typed = post and CANARY in str(data)
        if canary.search(held(response)) and not (typed and not _beside(response, data, canary)):
            leaks.append(f"{name} {'POST' if post else 'GET'} {address} {data}")
        if "/logout/" in address or "sessionid" in response.cookies:
            client.force_login(actors[name])
    return answers, leaks, seen


def _beside(response, data, canary) -> bool:
    """Whether a canary stands in the answer that is not what was typed."""
    text = held(response).decode("utf-8", "replace")
    for values in data.values():
        for value in values if isinstance(values, list) else [values]:
            if CANARY in value:
                text = text.replace(value, "")
    return bool(canary.search(text.encode()))
