"""The PDF as it comes out: our own fonts inside, nothing fetched from elsewhere, one page."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string

from courses.evidence import pdf
from courses.evidence.selectors import certificate_of
from tests import factories
from tests.courses.evidence.unpacking import unpacked
from tests.courses.planning import factories as planned

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not pdf.can_make_pdf(), reason="libpango is absent: no PDF can be made here"),
]


@pytest.fixture
def context():
    """Of a person with a long name and two mandates."""
    edition = planned.edition(planned.module("Melden helpt"), 2026)
    person = factories.person(name="Maximiliana Çelik-Łukaszyńska van der Berg tot den Şahin")
    for name in ("Voorbeeldstad", "Laagland"):
        factories.membership(person, factories.organisation(name=name), start=date(2025, 3, 26))
    planned.complete(person, edition, on=date(2026, 5, 12))
    found = certificate_of(user=person, edition=edition)
    return {"certificate": found, "completion": found.completion, "edition": edition}


def test_it_is_set_in_our_own_fonts_and_on_one_page(context):
    content = unpacked(pdf.certificate_pdf(context))
    fonts = set(re.findall(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([\w-]+)", content))
    assert fonts and all(name.startswith(b"Source-Serif-4") for name in fonts), fonts
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1


@pytest.mark.parametrize("address", ["https://elders.example/x.png", "file:///etc/hostname"])
def test_it_fetches_nothing_but_our_fonts(context, address, monkeypatch):
    fetched = []
    monkeypatch.setattr(
        "urllib.request.OpenerDirector.open", lambda self, asked, **more: fetched.append(asked.full_url)
    )
    page = f'<img src="{address}" alt="x">'
    monkeypatch.setattr(pdf, "render_to_string", lambda *given: render_to_string(*given) + page)
    pdf.certificate_pdf(context)
    assert {one.rpartition("/")[2] for one in fetched} == {"source-serif-4.woff2", "source-serif-4-ext.woff2"}
