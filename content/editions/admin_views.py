"""A trainer's screens of editions: which there are, opening one, classing its changes, and the news for members."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.editions.classing import (
    NoSuchChange,
    changes_of,
    class_changes,
    class_rest,
    edition_at,
    modules_with_editions,
    previous_of,
    write_intro,
)
from content.editions.documents import Incomplete
from content.editions.forms import ChangeForm, IntroForm, OpenEditionForm
from content.editions.models import Amendment
from content.editions.news import news_between
from content.editions.opening import AlreadyOpen, open_edition
from content.editions.words import name_of, sides_of
from content.pages import ModulePage

PERMISSION = "content.change_edition"


def for_trainers(view):
    """Decorator: only who may change editions comes in."""

    @wraps(view)
    def page(request, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, **kwargs)

    return page


def of_edition(view):
    """Decorator: as `for_trainers`, and give the view the edition instead of its key."""

    @for_trainers
    @wraps(view)
    def page(request, pk, **kwargs):
        edition = edition_at(pk)
        if edition is None:
            raise Http404
        return view(request, edition=edition, **kwargs)

    return page


@require_safe
@for_trainers
def index(request):
    """All modules with their editions."""
    return render(request, "content/editions/admin/index.html", {"modules": modules_with_editions()})


@require_http_methods(["GET", "HEAD", "POST"])
@for_trainers
def opening(request, pk):
    """Open an edition of a module; a POST freezes what is published of it now."""
    module = get_object_or_404(ModulePage, pk=pk)
    form = OpenEditionForm(request.POST or None, initial={"year": timezone.localdate().year + 1})
    problems = ()
    if request.method == "POST" and form.is_valid():
        try:
            edition = open_edition(module=module, year=form.cleaned_data["year"], by=request.user, now=timezone.now())
        except Incomplete as incomplete:
            problems = incomplete.problems
        except AlreadyOpen as already:
            form.add_error("year", str(already))
        else:
            messages.success(request, _("“%(edition)s” is open. Now say what changed.") % {"edition": edition})
            return redirect("edition_changes", pk=edition.pk)
    context = {"module": module, "form": form, "problems": problems}
    return render(request, "content/editions/admin/opening.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_edition
def changes(request, edition):
    """What changed in an edition, by step, and how much of it is classed; a POST keeps the introduction."""
    news = getattr(edition, "news", None)
    form = IntroForm(request.POST or None, initial={"intro": news.intro if news else ""})
    if request.method == "POST" and form.is_valid():
        write_intro(edition=edition, intro=form.cleaned_data["intro"], by=request.user, now=timezone.now())
        messages.success(request, _("The introduction is saved."))
        return redirect("edition_changes", pk=edition.pk)
    steps = changes_of(edition)
    context = {
        "edition": edition,
        "previous": previous_of(edition),
        "steps": steps,
        "classed": sum(step.classed for step in steps),
        "total": sum(step.total for step in steps),
        "news": news,
        "form": form,
    }
    return render(request, "content/editions/admin/changes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_edition
def step_changes(request, edition, page):
    """The changes of one step side by side, each with its class and sentence. A POST keeps what is right of it."""
    steps = changes_of(edition)
    step = next((step for step in steps if step.page == page), None)
    if step is None:
        raise Http404
    forms = [ChangeForm(request.POST or None, judged=judged) for judged in step.changes]
    if request.method == "POST":
        good = [form for form in forms if form.is_valid()]
        saved = {form.judged.change.where: form.said() for form in good if form.has_changed()}
        rest = 0
        now = timezone.now()
        try:
            class_changes(edition=edition, page=page, said=saved, by=request.user, now=now)
            if "rest" in request.POST:
                kind = Amendment.Kind.EDITORIAL
                rest = class_rest(edition=edition, page=page, kind=kind, by=request.user, now=now)
        except NoSuchChange as gone:
            messages.error(request, str(gone))
            return redirect("edition_step_changes", pk=edition.pk, page=page)
        if len(good) == len(forms):
            _tell(request, len(saved), rest)
            return _onwards(request, edition, page)
        steps = changes_of(edition)
        step = next((step for step in steps if step.page == page), step)
    context = {
        "edition": edition,
        "previous": previous_of(edition),
        "step": step,
        "rows": [_row(form) for form in forms],
        "wrong": sum(bool(form.errors) for form in forms),
        "last": all(one.page == page or one.classed == one.total for one in steps),
    }
    return render(request, "content/editions/admin/step.html", context)


@require_safe
@of_edition
def preview(request, edition):
    """*What is new* as a member reads it who did the edition before."""
    previous = previous_of(edition)
    if previous is None:
        raise Http404
    context = {"edition": edition, "previous": previous, "news": news_between(since=previous, edition=edition)}
    return render(request, "content/editions/admin/preview.html", context)


def _row(form):
    change = form.judged.change
    before, after = sides_of(change)
    return {"form": form, "judged": form.judged, "name": name_of(change), "before": before, "after": after}


def _tell(request, saved, rest):
    if rest:
        messages.success(request, _("Saved. Classed as editorial: %(rest)s.") % {"rest": rest})
    elif saved:
        messages.success(request, _("Saved."))
    else:
        messages.success(request, _("Nothing was changed, so nothing was saved."))


def _onwards(request, edition, page):
    """To the next step with something left to class, when that was asked; else to this one again."""
    if "next" not in request.POST:
        return redirect("edition_step_changes", pk=edition.pk, page=page)
    steps = changes_of(edition)
    at = next((number for number, step in enumerate(steps) if step.page == page), 0)
    for step in steps[at + 1 :] + steps[:at]:
        if step.classed < step.total:
            return redirect("edition_step_changes", pk=edition.pk, page=step.page)
    return redirect("edition_changes", pk=edition.pk)
