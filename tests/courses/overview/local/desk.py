"""The desk where a clerk writes down whom members call and what the own protocol says."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests import factories

TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=200)
HANNA = {"name": "Hanna Brink", "role": "griffier", "phone": "0123 - 45 67 89", "email": "", "availability": "altijd"}
NORM = {"text": "Wij melden altijd.", "reference": "artikel 3", "url": "https://voorbeeldstad.example/protocol"}


class Desk:
    """A browser at the desk of an organisation."""

    def __init__(self, client, organisation=None):
        self.client = client
        self.organisation = organisation or factories.organisation()
        self.clerk = factories.clerk(self.organisation)
        client.force_login(self.clerk)

    def url(self, page, *args):
        return reverse(f"overview:{page}", args=[self.organisation.code, *args])

    def html(self, page="contacts", *args):
        response = self.client.get(self.url(page, *args))
        assert response.status_code == 200
        return response.content.decode()

    def post(self, page, *args, **fields):
        return self.client.post(self.url(page, *args), fields)

    def seen(self, page, *args):
        """What the form on a page says about the state of its thing."""
        return re.search(r'name="seen" value="([^"]*)"', self.html(page, *args))[1]

    def add(self, kind="report", **fields):
        return self.post("contact_add", kind, **{**HANNA, **fields})

    @property
    def contact(self):
        return self.organisation.contacts.get()
