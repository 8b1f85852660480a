"""The page that everything stands under."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from content.pages import HomePage


@transaction.atomic
def home_page() -> HomePage:
    """Return the site's home page; on a new database put it in the place of Wagtail's welcome page."""
    home = HomePage.objects.order_by("path").first()
    if home:
        return home
    root = Page.get_first_root_node()
    welcome = root.get_children().filter(content_type__model="page").first()
    home = HomePage(title=_("Resilient in office"), slug="start", show_in_menus=False)
    root.add_child(instance=home)
    home.save_revision().publish()
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    site.root_page = home
    site.site_name = str(home.title)
    site.save()
    if welcome:
        welcome.delete()
    return HomePage.objects.get(pk=home.pk)
