"""On a new database the first package brings the site's home page along."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from content.pages import HomePage
from tests.content.editions.factories import PACKAGE


@pytest.mark.django_db
def test_the_first_package_makes_the_home_page_once():
    HomePage.objects.all().delete()
    call_command("load_package", PACKAGE)
    call_command("load_package", PACKAGE)
    home = HomePage.objects.get()
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert list(Page.objects.child_of(Page.get_first_root_node())) == [home.page_ptr]
    assert home.get_children().count() == 1


@pytest.mark.django_db
def test_a_parent_that_is_not_there_is_said():
    with pytest.raises(CommandError, match="Er is geen startpagina met het nummer 987654"):
        call_command("load_package", PACKAGE, parent=987654)
