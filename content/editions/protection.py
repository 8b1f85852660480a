"""Deleting what an edition holds is refused in words.

PROTECT alone gives a trainer a server error. Three parts make it a sentence: the edition's rows are in Wagtail's
reference index, so that the delete screens of a page and of a question see them and show no button; a hook refuses to
delete a page above a held page; another refuses it for a selection in a list, where the first hook is not called.
"""

from django.db.models import Q
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks


def register_holds():
    """Put the edition's rows in the reference index and register the hooks; called once, when the app is ready."""
    from wagtail.models import ReferenceIndex

    from content.editions.models import Amendment, Edition, EditionQuestion, EditionStep

    for model in (Edition, EditionStep, EditionQuestion, Amendment):
        ReferenceIndex.register_model(model)
    hooks.register("before_delete_page", refuse_page)
    hooks.register("before_bulk_action", refuse_selection)


def holding(pages):
    """Return the editions that hold one of `pages` or a page below one of them."""
    from content.editions.models import Edition

    held = Q(pk__in=[])
    for page in pages:
        held |= Q(module__path__startswith=page.path) | Q(steps__page__path__startswith=page.path)
    return Edition.objects.filter(held).distinct().order_by("year", "title")


def refuse_page(request, page):
    """Hook: send the trainer back with a sentence when an edition holds the page or one below it."""
    return _refusal(request, holding([page]), "wagtailadmin_explore", page.get_parent())


def refuse_selection(request, action_type, objects, action):
    """Hook: the same for a selection of pages or questions."""
    from wagtail.models import Page

    from content.editions.models import Edition
    from content.questions.base import Question

    if action_type != "delete":
        return None
    pages = [obj for obj in objects if isinstance(obj, Page)]
    if pages:
        return _refusal(request, holding(pages), "wagtailadmin_explore", pages[0].get_parent())
    questions = [obj.pk for obj in objects if isinstance(obj, Question)]
    if questions:
        editions = Edition.objects.filter(steps__questions__question__in=questions).distinct().order_by("year", "title")
        return _refusal(request, editions, None, None)
    return None


def _refusal(request, editions, view, parent):
    from wagtail.admin import messages

    names = ", ".join(f"{edition.title} {edition.year}" for edition in editions[:5])
    if not names:
        return None
    messages.error(
        request,
        _("This cannot be deleted: it belongs to %(editions)s. Nothing was deleted. Unpublish or archive it instead.")
        % {"editions": names},
    )
    if parent is not None:
        return redirect(view, parent.pk)
    return redirect(request.META.get("HTTP_REFERER") or "wagtailadmin_home")
