"""Huisstijl: the clerk's own organisation only; bad colours and bad files change nothing; members see the result."""

import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile
from playwright.sync_api import expect

from courses.members.look import stylesheet
from tests import factories
from tests.harness.browser import sign_in
from tests.harness.checkers import axe_violations

PLUM = "#7a1f5c"


@pytest.fixture
def desk(db, client):
    organisation = factories.organisation()
    client.force_login(factories.clerk(organisation))
    organisation.address = f"/griffie/{organisation.code}/huisstijl/"
    return organisation


def picture(form="PNG", size=(600, 100), **options):
    target = BytesIO()
    Image.new("RGB", size, "#7a1f5c").save(target, form, **options)
    return target.getvalue()


def upload(content, name="logo.png"):
    return SimpleUploadedFile(name, content)


def sent(client, desk, **fields):
    response = client.post(desk.address, {"own": "own", "colour": PLUM, **fields})
    desk.refresh_from_db()
    return response


def test_a_colour_is_kept_and_worn_at_once(client, desk):
    assert sent(client, desk).status_code == 302
    assert desk.colour == PLUM
    assert stylesheet.address_of(PLUM) in client.get(desk.address).content.decode()


def test_asking_for_the_page_changes_nothing(client, desk):
    assert client.get(desk.address, {"own": "own", "colour": PLUM}).status_code == 200
    desk.refresh_from_db()
    assert desk.colour == ""


def test_the_products_own_colour_comes_back(client, desk):
    sent(client, desk)
    sent(client, desk, own="")
    assert desk.colour == "" and "/huisstijl/7a" not in client.get(desk.address).content.decode()


@pytest.mark.parametrize(
    ("colour", "said"), [("#ffe000", "wit"), ("geel", "geen kleur"), ("", "geen kleur"), ("#7a1f5c;}", "geen kleur")]
)
def test_a_colour_that_cannot_be_read_is_refused_in_words(client, desk, colour, said):
    sent(client, desk)
    response = sent(client, desk, colour=colour)
    page = response.content.decode()
    assert response.status_code == 200 and said in page.lower() and "<title>Fout:" in page
    assert desk.colour == PLUM


def test_another_organisations_desk_does_not_exist(client, desk):
    other = factories.organisation()
    address = f"/griffie/{other.code}/huisstijl/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"own": "own", "colour": PLUM}).status_code == 404
    other.refresh_from_db()
    assert other.colour == ""


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_made_anew_and_small(client, desk, form):
    exif = Image.Exif()
    exif[0x010E] = "KANARIE"
    sent(client, desk, logo=upload(picture(form, (2000, 500), exif=exif)))
    with default_storage.open(desk.logo) as file:
        content = file.read()
    kept = Image.open(BytesIO(content))
    assert kept.format == "PNG" and kept.width <= 480 and kept.height <= 160
    assert b"KANARIE" not in content
    page = client.get(desk.address).content.decode()
    assert re.search(rf'<img src="[^"]*{desk.logo}" alt="[^"]+"', page)


def test_a_logo_can_be_taken_away(client, desk):
    sent(client, desk, logo=upload(picture()))
    sent(client, desk, without_logo="on")
    assert desk.logo == ""


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        picture("GIF"),
        picture("TIFF"),
        b"",
        b"%PDF-1.7",
        picture()[:60],
        picture() + b"",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    ],
    ids=["svg", "gif", "tiff", "empty", "pdf", "half", "good", "broken"],
)
def test_what_is_no_picture_changes_nothing(client, desk, content, request, monkeypatch):
    # as after a PDF was made: the library that does so lets Pillow take half files, for the whole process
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    good = "good" in request.node.callspec.id
    response = sent(client, desk, colour="#123456", logo=upload(content, "logo.png"))
    assert (response.status_code == 302) is good
    assert bool(desk.logo) is good and (desk.colour == "#123456") is good


def test_a_bomb_and_a_heavy_file_are_refused_in_words(client, desk):
    for content in (picture(size=(5000, 4000)), picture() + b"0" * (2 * 1024 * 1024)):
        response = sent(client, desk, logo=upload(content))
        assert response.status_code == 200 and "Er is niets veranderd" in response.content.decode()
        assert desk.logo == ""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_member_sees_the_colour_under_the_same_strict_policy(new_context, site):
    organisation = factories.organisation()
    clerk = factories.clerk(organisation)
    member = factories.membership(organisation_=organisation).user
    page = new_context(viewport={"width": 320, "height": 640}).new_page()
    refused = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
    sign_in(page, site, clerk.email)
    page.goto(f"/griffie/{organisation.code}/huisstijl/")
    page.get_by_label("Een eigen kleur").check()
    page.get_by_label("Onze kleur").fill(PLUM)
    page.get_by_role("button", name="Bewaar kleur en logo").click()
    expect(page.get_by_role("status")).to_contain_text("bewaard")
    save = page.get_by_role("button", name="Bewaar kleur en logo")
    expect(save).to_have_css("background-color", "rgb(122, 31, 92)")
    assert axe_violations(page) == []
    other = new_context().new_page()
    sign_in(other, site, member.email)
    other.goto("/leren/")
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--basis-color-action-1-color-default')"
    assert other.evaluate(accent).strip() == PLUM
    assert refused == []
