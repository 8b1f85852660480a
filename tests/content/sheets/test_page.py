"""The page of a sheet: open to everybody, the same in a preview, with places to write."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Site

from content.editions.documents import frozen
from content.sheets.own import contacts_for
from content.sheets.pages import SheetPage
from content.sheets.rendering import parts_of, render_sheet
from content.sheets.selectors import handouts
from tests.content.editions.factories import home
from tests.factories import person

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

BODY = [
    ("text", "<p>Vooraf.</p>"),
    ("heading", "1. Doel"),
    ("checks", ["Bewaren", "Bellen [[own:report]]"]),
    ("fill", {"label": "Naam & datum:", "lines": 3}),
    ("choose", {"label": "Kies <één>", "options": ["Ja", "Nee"]}),
    (
        "table",
        {
            "columns": [{"type": "text", "heading": "Wie"}, {"type": "text", "heading": "Naam"}],
            "rows": [{"values": ["Lid", ""]}, {"values": ["Griffier", "Hanna"]}],
            "caption": "",
        },
    ),
    ("contact", "report"),
    ("note", "Niet vergeten."),
]


@pytest.fixture
def sheet():
    top = home()
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=top, is_default_site=True)
    page = SheetPage(title="Proefblad", slug="proefblad", summary="Om te proberen.", source="Verzonnen", body=BODY)
    top.add_child(instance=page)
    page.save_revision().publish()
    return SheetPage.objects.get(pk=page.pk)


def main_of(response):
    return BeautifulSoup(response.content, "html.parser").select_one("article.sheet")


def test_everybody_reads_it_and_nothing_keeps_it(client, sheet):
    response = client.get("/proefblad/")
    assert response.status_code == 200
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    article = main_of(response)
    assert article.h1.string == "Proefblad"
    assert article.h2.string == "1. Doel"
    assert "Bron: Verzonnen" in article.get_text()
    assert len(article.select(".asked > .fill")) == 3 + 1  # three asked for, and one for who is not known
    assert [th["scope"] for th in article.select("th")] == ["col", "col", "row", "row"]
    assert article.select_one("td.open").get_text() == "in te vullen"


def test_what_a_trainer_typed_is_text_and_never_a_place_for_a_contact(sheet):
    html = render_sheet(frozen(sheet), {})
    assert "Kies &lt;één&gt;" in html and "Naam &amp; datum:" in html
    assert "Bellen [own:report]]" in html


def test_the_preview_is_the_page(client, sheet):
    page = main_of(client.get("/proefblad/"))
    client.force_login(person("trainer@voorbeeld.example", is_superuser=True))
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[sheet.pk]))
    assert main_of(preview) == page


def test_an_empty_draft_is_a_page_too(client, sheet):
    draft = home().add_child(instance=SheetPage(title="Leeg", slug="leeg", summary="Niets.", live=False))
    client.force_login(person("trainer@voorbeeld.example", is_superuser=True))
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))
    assert preview.status_code == 200 and main_of(preview).h1.string == "Leeg"


def test_a_table_that_is_too_wide_is_said_in_the_editor(sheet):
    from wagtail.blocks import StreamBlockValidationError

    block = sheet.body.stream_block
    wide = {"columns": [{"type": "text", "heading": "k"}] * 5, "rows": [], "caption": ""}
    value = block.to_python([{"type": "table", "value": wide}])
    with pytest.raises(StreamBlockValidationError) as refused:
        block.clean(value)
    assert "hoogstens 4 kolommen" in str(refused.value.as_json_data())


def test_blocks_stand_below_their_heading(sheet):
    parts = parts_of(frozen(sheet)["body"])
    assert [part["heading"] for part in parts] == ["", "1. Doel"]
    assert [len(part["blocks"]) for part in parts] == [1, 6]


def test_who_has_not_signed_in_has_no_own_contacts(rf):
    from django.contrib.auth.models import AnonymousUser

    assert contacts_for(AnonymousUser()) == {}


def test_handouts_are_what_is_live_with_the_figures_last(sheet, django_assert_num_queries):
    from content.pages import InfoPage

    home().add_child(instance=InfoPage(title="De cijfers", slug="cijfers", body=[]))
    home().add_child(instance=InfoPage(title="Privacy", slug="privacy", body=[]))
    home().add_child(instance=SheetPage(title="Nieuw", slug="nieuw", summary="Blad."))
    home().add_child(instance=SheetPage(title="Concept", slug="concept", summary="Blad.", live=False))
    handouts()  # where pages stand is cached
    with django_assert_num_queries(1):
        found = handouts()
    assert [(one.title, one.summary, one.address) for one in found] == [
        ("Proefblad", "Om te proberen.", "/proefblad/"),
        ("Nieuw", "Blad.", "/nieuw/"),
        ("De cijfers", "", "/cijfers/"),
    ]
