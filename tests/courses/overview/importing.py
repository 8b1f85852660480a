"""A clerk with a list, without a browser: the four steps through the real views."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from tests.courses.members.factories import csv_bytes


class Desk:
    """A clerk of an organisation, going through the steps. Each step returns its response."""

    def __init__(self, client, organisation=None, clerk=None):
        self.client = client
        self.organisation = organisation or factories.organisation()
        self.clerk = clerk or factories.clerk(self.organisation)
        client.force_login(self.clerk)
        self.root = f"/griffie/{self.organisation.code}/leden/inlezen/"

    def get(self, step=""):
        return self.client.get(self.root + step)

    def post(self, step="", **fields):
        return self.client.post(self.root + step, fields)

    def upload(self, data, name="leden.csv", **fields):
        return self.post(lijst=SimpleUploadedFile(name, data), **fields)

    def offer(self, rows, **fields):
        """Upload rows as CSV; asserts that they were taken."""
        response = self.upload(csv_bytes(rows), **fields)
        assert response.status_code == 302, text(response)
        return response

    def check(self, **fields):
        """Send the page that checks, with r14-email as `r14_email`."""
        return self.post("controle/", **{name.replace("_", "-"): value for name, value in fields.items()})

    def confirm(self):
        """Confirm what the page shows."""
        page = self.get("bevestigen/")
        assert page.status_code == 200, page.headers
        return self.post("bevestigen/", gezien=page.context["looked"].seal)

    def whole(self, rows):
        """Offer and confirm in one go; returns the page with the result."""
        self.offer(rows)
        assert self.post("kolommen/").status_code == 302
        assert self.check().status_code == 302
        return self.client.get(self.confirm().url)


def text(response):
    return response.content.decode()
