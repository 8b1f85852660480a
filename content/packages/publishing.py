"""What a package brings becomes a revision and is published; problems are said in its own words."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.packages import memory
from content.packages.checking import BadPackage


def counter(progress, total):
    """Return what to call after each of `total` items; it tells `progress(done, total)`, when there is one."""
    done = 0

    def tick():
        nonlocal done
        done += 1
        if progress:
            progress(done, total)

    return tick


def publish(place, obj, wanted, by):
    """Publish a figure or question as a new revision."""
    clean(place, obj)
    if obj.pk is None:
        obj.live = False
        obj.save()
    obj.save_revision(user=by, log_action=False).publish(user=by)
    obj = type(obj).objects.get(pk=obj.pk)
    memory.remember(obj, wanted, by)
    return obj


def child_of(parent, slug, model, place):
    """Return the child page of that name, None when there is none. Raises BadPackage when it is something else."""
    page = Page.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        return None
    page = page.specific
    if not isinstance(page, model):
        raise BadPackage(
            _("%(place)s: there is another kind of page named “%(slug)s”.") % {"place": place, "slug": slug}
        )
    return page


def publish_page(place, page, parent, wanted, by):
    """Publish a page as a new revision; a new one comes under `parent`. Raises BadPackage naming `place`."""
    new = page.pk is None
    if new:
        page.live, page.owner = False, by
        with _in_words(place):
            parent.add_child(instance=page)
        # treebeard changed the parent's row behind this instance
        parent.refresh_from_db()
    else:
        clean(place, page)
    page.save_revision(user=by, log_action=False).publish(user=by)
    page = type(page).objects.get(pk=page.pk)
    memory.remember(page, wanted, by)
    return page


class _in_words:
    """Turn Django's validation errors into the package's."""

    def __init__(self, place):
        self.place = place

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, ValidationError):
            raise BadPackage(*(f"{self.place}: {message}" for message in error.messages)) from error


def clean(place, obj):
    """Validate what is about to be written. Raises BadPackage naming `place`."""
    with _in_words(place):
        obj.full_clean()
