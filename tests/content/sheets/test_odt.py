"""The file of a sheet: whole, well-formed, and all that stands on the page stands in it."""

import zipfile
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest

from content.packages.loose import load_loose
from content.packages.starter import STARTER
from content.sheets.odt import MIME, odt_of
from content.sheets.own import OwnContact
from tests.content.editions.factories import home

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def block(kind, value, number=1):
    return {"id": f"{number:032x}", "type": kind, "value": value}


def content_of(file):
    with zipfile.ZipFile(BytesIO(file)) as parcel:
        first = parcel.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert parcel.read("mimetype").decode() == MIME
        for name in ("styles.xml", "META-INF/manifest.xml"):
            ElementTree.fromstring(parcel.read(name))
        return ElementTree.fromstring(parcel.read("content.xml"))


def made(*blocks, contacts=None):
    sheet = {"title": "Blad <1> & meer", "summary": "Kort.", "source": "", "body": list(blocks)}
    return content_of(odt_of(sheet, contacts or {}))


def words(tree):
    return " ".join("".join(tree.itertext()).split())


def test_what_an_author_typed_is_text():
    tree = made(block("note", "a < b & c\x0b"), block("heading", "<text:p>"))
    assert "Blad <1> & meer" in words(tree) and "a < b & c" in words(tree) and "<text:p>" in words(tree)


def test_rich_text_keeps_its_lists_bold_and_links():
    html = (
        "<p>Zeg <b>nu</b><br>iets &lt;x&gt; &amp; y</p><ul><li>een<ol><li>diep</li></ol></li></ul>"
        '<p><a href="https://a.example/?b=1&amp;c">weg</a> <a href="/hulp/">hulp</a></p>'
    )
    tree = made(block("text", html))
    assert tree.find(f".//{TEXT}span").text == "nu"
    assert tree.find(f".//{TEXT}line-break") is not None
    assert words(tree.find(f".//{TEXT}list/{TEXT}list-item/{TEXT}list")) == "diep"
    (link,) = tree.iter(f"{TEXT}a")
    assert link.get("{http://www.w3.org/1999/xlink}href") == "https://a.example/?b=1&c"
    assert "hulp" in words(tree) and "iets <x> & y" in words(tree)


def test_boxes_lines_tables_and_contacts():
    table = {"caption": "", "head": ["Wie", "Naam"], "rows": [["Lid", ""], ["Griffier", "Hanna"]]}
    hanna = OwnContact("gemeente Voorbeeldstad", "Hanna Brink", "griffier", "0123 - 4", "01234", "", "", date.today())
    tree = made(
        block("checks", [{"value": "Bewaren"}]),
        block("fill", {"label": "Naam:", "lines": 3}),
        block("choose", {"label": "Kies", "options": [{"value": "Ja"}, {"value": "Nee"}]}),
        block("table", table),
        block("contact", "report"),
        block("contact", "clerk"),
        contacts={"clerk": [hanna]},
    )
    said = words(tree)
    assert said.count("☐") == 3
    lines = [p for p in tree.iter(f"{TEXT}p") if p.get(f"{TEXT}style-name") == "Line"]
    assert len(lines) == 3 + 1  # three asked for, and one for the contact that is not known
    assert [len(list(row)) for row in tree.iter(f"{TABLE}table-row")] == [2, 2, 2]
    assert "Waar u meldt:" in said and "Hanna Brink, griffier, 0123 - 4 (gemeente Voorbeeldstad)" in said


@pytest.mark.django_db
def test_the_page_gives_the_file_and_nothing_keeps_it(client, settings):
    from wagtail.models import Site

    page = load_loose(folder=STARTER / "bladen", parent=home())[-1]
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home(), is_default_site=True)
    address = f"/{page.slug}/tekst/"
    assert f'href="{address}"' in client.get(f"/{page.slug}/").content.decode()
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, MIME)
    assert response["Content-Disposition"] == f'attachment; filename="{page.slug}.odt"'
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    said = words(content_of(response.content))
    for words_of_page in (page.title, page.summary, "Bijlage: contactblad", "Vertrouwenspersoon:"):
        assert words_of_page in said
    page.unpublish()
    assert client.get(address).status_code == 404
