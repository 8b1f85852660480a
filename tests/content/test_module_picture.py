"""The picture at the top of a module: described, frozen with it, and the first thing on the member's page."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from wagtail.images import get_image_model

from content.editions import serving
from content.editions.documents import Incomplete, frozen
from content.pages import ModulePage
from tests.content.editions.factories import edition, module, posted_module
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    client.force_login(person("trainer@voorbeeld.example", name="Mila Hendriks", is_superuser=True))
    return client


def test_a_picture_without_a_description_is_refused_in_words():
    page = module()
    for missing in ("", "  "):
        page.hero_alt = missing
        with pytest.raises(ValidationError, match="Schrijf in één zin op wat de afbeelding laat zien"):
            page.full_clean()
    page.hero, page.hero_alt = None, "Een kader."
    with pytest.raises(ValidationError, match="Er is geen afbeelding om te beschrijven"):
        page.full_clean()
    page.hero_alt = ""
    page.full_clean()


def test_a_draft_may_wait_for_the_description_and_says_what_is_missing(trainer):
    page = module()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    trainer.post(address, posted_module(page, hero_alt=""))
    draft = ModulePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.hero_id, draft.hero_alt) == (page.hero_id, "")
    preview = trainer.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "heeft nog geen beschrijving" in preview
    refused = trainer.post(address, posted_module(page, hero_alt="", **{"action-publish": "action-publish"}))
    assert "Schrijf in één zin op wat de afbeelding laat zien" in refused.content.decode()
    assert ModulePage.objects.get().hero_alt == "Een kader om een kring."
    with pytest.raises(Incomplete, match="heeft nog geen beschrijving"):
        frozen(draft)


def test_it_is_frozen_and_outlives_the_library(trainer):
    opened = edition()
    html = serving.outline(opened.frozen_id)["hero_html"]
    trainer.post(reverse("wagtailimages:delete", args=[get_image_model().objects.get().pk]))
    assert ModulePage.objects.get().hero is None
    serving.forget()
    assert serving.outline(opened.frozen_id)["hero_html"] == html
    names = re.findall(r"/media/(\S+)", html.replace('"', " "))
    assert len(names) == 5 and all(default_storage.exists(name) for name in names)


def test_it_is_drawn_at_once_and_nothing_jumps():
    html = serving.outline(edition().frozen_id)["hero_html"]
    assert 'width="800" height="400"' in html and 'fetchpriority="high"' in html and "loading" not in html
    assert 'alt="Een kader om een kring."' in html
    assert re.findall(r'type="(\S+)"', html) == ["image/avif", "image/webp"]
    assert re.findall(r"(\d+w)", html) == ["400w", "800w"] * 2 and 'sizes="' in html


def test_a_module_without_one_has_none():
    page = module()
    page.hero, page.hero_alt = None, ""
    page.save_revision().publish()
    assert serving.outline(edition(ModulePage.objects.get(pk=page.pk)).frozen_id)["hero_html"] == ""


def test_a_picture_that_was_deleted_from_the_library_is_missed():
    of = module()
    get_image_model().objects.get().delete()
    with pytest.raises(Incomplete, match="‘?Proefmodule’?: de afbeelding bovenaan is weg"):
        frozen(ModulePage.objects.get(pk=of.pk))
