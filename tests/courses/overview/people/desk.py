"""A clerk before the register of the own members, its addresses, and what a page of it says."""

import re
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from courses.members.log.models import DeskAction
from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned

TODAY = timezone.localdate()
YEAR = TODAY.year
DAY = timedelta(days=1)
NEW = {"given_name": "Els", "prefix": "de", "surname": "Jong", "email": "els@voorbeeld.example", "office": "raadslid"}
PAGES = ["members", "member_add", "member", "successor", "member_act"]


class Desk:
    """A clerk before the desk of a council whose year opened ten days ago, with one member."""

    def __init__(self, client):
        self.client = client
        self.organisation = factories.organisation()
        opened = TODAY - 10 * DAY
        self.programme = planned.programme(starts_on=opened)
        self.edition = planned.edition(self.programme.module, opened.year)
        person = factories.person("noor@voorbeeld.example", name="Noor de Wit")
        self.member = factories.membership(person, self.organisation, start=date(YEAR - 2, 3, 26))
        self.member.sort_name, self.member.sort_key = "Wit, Noor de", "wit noor de"
        self.member.save()
        open_year(programme=self.programme, year=opened.year, edition=self.edition, today=opened)
        self.clerk = factories.clerk(self.organisation)
        client.force_login(self.clerk)

    def url(self, name, *arguments):
        return reverse(f"overview:{name}", args=[self.organisation.code, *arguments])

    def get(self, name, *arguments, **query):
        return self.client.get(self.url(name, *arguments), query)

    def act(self, act, member=None, *, sure=True, **fields):
        fields = {**fields, "zeker": "1"} if sure else fields
        return self.client.post(self.url("member_act", (member or self.member).pk, act), fields, follow=True)

    def add(self, *, sure=True, **fields):
        given = {**NEW, "start": TODAY.isoformat(), **fields}
        return self.client.post(self.url("member_add"), {**given, "zeker": "1"} if sure else given, follow=True)

    def logged(self):
        return list(DeskAction.objects.order_by("pk").values_list("kind", flat=True))


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def names_of(response):
    return re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', response.content.decode())


def in_full(day):
    return date_format(day, "j F Y")
