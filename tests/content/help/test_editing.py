"""What a trainer may write on the help page, what the preview shows of it, and what the admin's home asks."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from content.help.blocks import NumberBlock, SituationsBlock
from content.help.copying import copy_path, refresh_copy
from content.help.numbers import to_check
from content.home import home_page
from content.models import HelpPage
from tests.factories import person

pytestmark = pytest.mark.django_db

NUMBER = {
    "name": "Slachtofferhulp",
    "number": "0900 - 0101",
    "available": "",
    "note": "",
    "owner": "de redactie",
    "verified_on": timezone.localdate,
}


@pytest.fixture
def trainer(client):
    client.force_login(person("trainer@voorbeeld.example", name="Mila Hendriks", is_superuser=True))
    return client


def number(**changed):
    value = {**NUMBER, **changed}
    return {**value, "verified_on": value["verified_on"]() if callable(value["verified_on"]) else value["verified_on"]}


def cleaned_number(**changed):
    block = NumberBlock()
    return block.clean(block.to_python(number(**changed)))


def checked(page, days):
    """Publish the page with its numbers checked so many days ago each."""
    for block, ago in zip(page.numbers, days, strict=True):
        block.value["verified_on"] = timezone.localdate() - timedelta(days=ago)
    page.save_revision().publish()
    return HelpPage.objects.get()


# --- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("good", ["112", "0900-8844", "070 - 373 83 14", "(070) 373 83 14", "+31 70 373 83 14"])
def test_a_telephone_number_as_people_write_it(good):
    assert cleaned_number(number=good)["number"] == good


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "bel de griffier"),
        ("number", "112; drop"),
        ("number", ""),
        ("name", ""),
        ("owner", ""),
        ("verified_on", None),
        ("verified_on", lambda: timezone.localdate() + timedelta(days=1)),
    ],
)
def test_a_number_that_is_not_complete_is_refused(field, value):
    with pytest.raises(ValidationError) as refused:
        cleaned_number(**{field: value})
    assert set(refused.value.block_errors) == {field}


def test_two_situations_with_one_key_are_refused():
    block = SituationsBlock()
    one = {"key": "brief", "title": "Een brief", "now": ["<p>Bewaar hem.</p>"]}
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python([{"type": "situation", "value": one}] * 2))
    assert refused.value.non_block_errors.as_data()[0].messages == ["Twee situaties hebben dezelfde sleutel."]


def form_of(page, *, title):
    situation = {
        "key": "brief",
        "title": "Er ligt een brief",
        "first": rich_text("<p>Leg hem apart.</p>"),
        "now": streamfield([("item", rich_text("<p>Bel uw griffier.</p>"))]),
        "today": streamfield([("item", rich_text("<p>Vertel het thuis.</p>"))]),
        "week": streamfield([]),
        "to_check": "Politie: hoe bewaart u een brief?",
        "drawing": "",
    }
    return {
        "title": title,
        "danger": rich_text("<p><b>Gevaar? Bel 112.</b></p>"),
        "intro": rich_text("<p>Kies hieronder.</p>"),
        "situations": streamfield([("situation", situation)]),
        "numbers": streamfield([("number", {**number(), "verified_on": "2026-11-02"})]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
    }


def test_a_trainer_publishes_through_the_editor(trainer, page, django_capture_on_commit_callbacks):
    data = nested_form_data({**form_of(page, title="Wat nu?"), "action-publish": "1"})
    with django_capture_on_commit_callbacks(execute=True):
        response = trainer.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    html = trainer.get("/hulp/").content.decode()
    assert "Wat nu?" in html and 'href="tel:09000101"' in html and "gecontroleerd op 2 november 2026" in html
    steps = trainer.get("/hulp/brief/").content.decode()
    assert steps.index("Leg hem apart.") < steps.index("Bel uw griffier.") < steps.index("Vertel het thuis.")
    assert "Deze week" not in steps
    assert HelpPage.objects.get().situations[0].value["to_check"] in copy_of_the_form(data)
    assert "hoe bewaart u een brief" not in html + steps + copy_path().read_text()


def copy_of_the_form(data):
    return [value for name, value in data.items() if name.endswith("to_check")]


@pytest.mark.parametrize(("field", "value"), [("now", []), ("title", ""), ("key", ""), ("drawing", "../../base")])
def test_a_situation_that_is_not_complete_is_refused(field, value):
    block = SituationsBlock().child_blocks["situation"]
    good = {"key": "brief", "title": "Een brief", "now": ["<p>Bewaar hem.</p>"], "today": [], "week": []}
    assert block.clean(block.to_python(good))["title"] == "Een brief"
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({**good, field: value}))
    assert set(refused.value.block_errors) == {field}


def test_there_is_one_help_page_under_the_home_page(page):
    assert not HelpPage.can_create_at(home_page())
    assert not Page.objects.get(pk=page.pk).specific.creatable_subpage_models()
    assert HelpPage.can_exist_under(home_page()) and not HelpPage.can_exist_under(page)


# --- looking ----------------------------------------------------------------------------------------------------------


def test_the_preview_shows_the_draft_and_the_site_does_not(trainer, page):
    page.title = "Nog niet klaar"
    page.save_revision()
    shown = trainer.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "Nog niet klaar" in shown and "Iemand bedreigt mij aan de telefoon" in shown
    assert "Nog niet klaar" not in trainer.get("/hulp/").content.decode()


def test_the_editor_previews_what_is_typed(trainer, page):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert trainer.post(address, nested_form_data(form_of(page, title="Wordt nog getypt"))).json()["is_valid"]
    html = trainer.get(f"{address}?mode=").content.decode()
    assert "Wordt nog getypt" in html and "Er ligt een brief" in html
    html = trainer.get(f"{address}?mode=0").content.decode()
    assert "Leg hem apart." in html and "Bel uw griffier." in html and "hoe bewaart u een brief" not in html


def test_what_is_half_written_is_previewed_as_far_as_it_is(trainer, page):
    page.situations = [("situation", {"key": "", "title": "Half", "now": []})]
    page.numbers = [("number", {"name": "Zonder datum", "number": "", "owner": "", "verified_on": None})]
    page.save_revision(clean=False)
    shown = trainer.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "Half" in shown and "Zonder datum" in shown
    shown = trainer.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": "0"}).content.decode()
    assert "Half" in shown and "Zonder datum" in shown and "<ol" not in shown


# --- being asked ------------------------------------------------------------------------------------------------------


def test_a_number_is_due_after_180_days_oldest_first(page):
    today = timezone.localdate()
    numbers = [
        {"name": name, "verified_on": (today - timedelta(days=ago)).isoformat()}
        for name, ago in (("vers", 0), ("net goed", 180), ("te oud", 181), ("veel te oud", 400))
    ]
    due = to_check([*numbers, {"name": "nooit", "verified_on": ""}], on=today)
    assert [(one["name"], one["days"]) for one in due] == [("nooit", None), ("veel te oud", 400), ("te oud", 181)]


def test_the_admins_home_names_the_numbers_to_call(trainer, page):
    checked(page, [10, 181, 300, 180])
    refresh_copy()
    html = trainer.get("/beheer/").content.decode()
    section = html.split("Nummers om na te bellen")[1].split("</section>")[0]
    assert section.index("Ondersteuningsteam") < section.index("Politie, geen spoed")
    assert "300 dagen geleden" in section and "Slachtofferhulp" not in section and "Bij direct gevaar" not in section
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in section
    assert "iets anders dan hier" not in section


def test_the_admins_home_is_silent_when_all_is_well(trainer, page):
    checked(page, [0, 1, 2, 180])
    refresh_copy()
    assert "Nummers om na te bellen" not in trainer.get("/beheer/").content.decode()


def test_the_admins_home_says_that_the_copy_is_old(trainer, page):
    checked(page, [0, 0, 0, 0])  # published, and in a test that never commits not copied
    assert not copy_path().exists()
    assert "toont iets anders dan hier is gepubliceerd" in trainer.get("/beheer/").content.decode()


def test_without_a_help_page_nothing_is_asked(trainer):
    assert "Nummers om na te bellen" not in trainer.get("/beheer/").content.decode()
