"""Reading in a list of members, in four steps: the list, its columns, the check, the confirmation."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from courses import limits
from courses.members.errors import FileRefused, PlanOutdated
from courses.members.importing import column_meanings, drafting
from courses.members.importing.drafting import DraftGone
from courses.members.importing.undo import last_import, undo_of
from courses.members.other_addresses.asking import requests_at
from courses.members.reading.headers import Chosen
from courses.overview.desk import at_desk, desk_page
from courses.overview.lists import forms
from courses.overview.lists.check import check_of
from courses.overview.lists.confirming import Looked, confirm
from courses.overview.lists.uploads import in_memory
from courses.planning.undoing import NothingToUndo, undo_import

COOKIE = "lijst"
IMPORTS_AN_HOUR = 10
FOLDER = "courses/overview/import/"


@csrf_exempt  # checked by in_memory, once the file was read our way
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@in_memory
def offer(request, organisation, on):
    """Step 1: a file, or what was copied from one."""
    problem = ""
    if request.method == "POST":
        if wait := _seconds_to_wait(request):
            return limits.too_many(request, wait=wait)
        try:
            draft = forms.read_list(request, organisation=organisation)
        except FileRefused as refused:
            problem = str(refused)
        else:
            return _kept(request, organisation, draft)
    elif "te-groot" in request.GET:
        problem = _("This is more than we can read at once. Nothing was saved. Leave only the columns that are needed.")
    context = {
        "problem": problem,
        "waiting": _is_open(request, organisation),
        "undo": undo_of(organisation=organisation, now=timezone.now()),
        "requests": requests_at(organisation=organisation, now=timezone.now()),
    }
    return desk_page(request, f"{FOLDER}offer.html", organisation, **context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@in_memory
def columns(request, organisation, on):
    """Step 2: what the columns are. Another choice needs the list once more: what is not used was never kept."""
    draft = _draft(request, organisation)
    if draft is None:
        return _gone(request, organisation)
    sent = forms.columns_sent(request.POST, draft.table)
    problem, again = draft.unclear, bool(draft.unclear)
    if request.method == "POST":
        now_used = {letters: field for letters, _header, field in column_meanings.columns_of(draft.table)}
        said = draft.said | {letters: field for letters, field in sent.items() if field != now_used[letters]}
        if forms.offered(request):
            if wait := _seconds_to_wait(request):
                return limits.too_many(request, wait=wait)
            meanings = column_meanings.meanings_of(organisation=organisation)
            chosen = Chosen(meanings | column_meanings.said(draft.table, sent).said)
            try:
                new = forms.read_list(request, organisation=organisation, chosen=chosen)
            except FileRefused as refused:
                problem, again = str(refused), True
            else:
                new.said = said
                return _kept(request, organisation, new)
        elif sent != now_used:
            again = True
            problem = _(
                "You chose other columns. We did not keep your list, so offer it once more below. Nothing was saved."
            )
        elif not draft.unclear:
            return redirect("overview:import_check", code=organisation.code)
    elif "te-groot" in request.GET:
        problem, again = _("This is more than we can read at once. Offer a smaller list. Nothing was saved."), True
    rows = [
        {"letters": letters, "header": header, "field": sent[letters]}
        for letters, header, _field in column_meanings.columns_of(draft.table)
    ]
    context = {"draft": draft, "rows": rows, "names": forms.FIELD_NAMES, "problem": problem, "again": again}
    return desk_page(request, f"{FOLDER}columns.html", organisation, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def check(request, organisation, on):
    """Step 3: row by row what would change; what is wrong can be put right here, or left out."""
    draft = _draft(request, organisation)
    if draft is None:
        return _gone(request, organisation)
    if draft.unclear:
        return redirect("overview:import_columns", code=organisation.code)
    looked = Looked.at(draft, organisation=organisation, on=on)
    if request.method == "POST":
        forms.put_right(draft, looked, request.POST)
        try:
            drafting.change_draft(
                organisation=organisation, by=request.user, token=_token(request), draft=draft, now=timezone.now()
            )
        except DraftGone:  # its hour ended just now
            return _gone(request, organisation)
        looked = Looked.at(draft, organisation=organisation, on=on)
        if looked.ready and "kijk" not in request.POST:
            return redirect("overview:import_confirm", code=organisation.code)
    return desk_page(request, f"{FOLDER}check.html", organisation, sent=request.method == "POST", **check_of(looked))


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def confirmation(request, organisation, on):
    """Step 4: in one sentence each what happens, and the button that does it."""
    draft = _draft(request, organisation)
    if draft is None:
        return _gone(request, organisation)
    looked = Looked.at(draft, organisation=organisation, on=on)
    if not looked.ready:
        return redirect("overview:import_check", code=organisation.code)
    outdated = False
    if request.method == "POST":
        outdated = request.POST.get("gezien") != looked.seal
        if not outdated:
            try:
                confirm(looked=looked, organisation=organisation, by=request.user, now=timezone.now())
            except PlanOutdated:
                outdated = True
                looked = Looked.at(draft, organisation=organisation, on=on)
            else:
                messages.success(request, _("The list is in. This is what changed."))
                response = redirect("overview:import_done", code=organisation.code)
                response.delete_cookie(COOKIE, path=_path(organisation), samesite="Lax")
                return response
    return desk_page(request, f"{FOLDER}confirm.html", organisation, looked=looked, outdated=outdated)


@require_safe
@at_desk
def done(request, organisation, on):
    """What the last list changed, and the way back."""
    return _done(request, organisation)


@require_http_methods(["POST"])
@at_desk
def undo(request, organisation, on):
    """Take the last list back; the page says what stayed because it changed since."""
    try:
        undone = undo_import(organisation=organisation, by=request.user, now=timezone.now())
    except NothingToUndo as nothing:
        return _done(request, organisation, problem=str(nothing))
    return _done(request, organisation, undone=undone)


def _done(request, organisation, **context):
    kept = undo_of(organisation=organisation, now=timezone.now())
    requests = requests_at(organisation=organisation, now=timezone.now())
    last = last_import(organisation=organisation)
    return desk_page(request, f"{FOLDER}done.html", organisation, last=last, undo=kept, requests=requests, **context)


def _seconds_to_wait(request):
    hour = int(timedelta(hours=1).total_seconds())
    return limits.seconds_to_wait(action="import", key=request.user.pk, amount=IMPORTS_AN_HOUR, seconds=hour)


def _token(request):
    return request.COOKIES.get(COOKIE, "")


def _draft(request, organisation):
    try:
        return drafting.open_draft(
            organisation=organisation, by=request.user, token=_token(request), now=timezone.now()
        )
    except DraftGone:
        return None


def _is_open(request, organisation):
    return bool(_token(request)) and _draft(request, organisation) is not None


def _gone(request, organisation):
    return desk_page(request, f"{FOLDER}gone.html", organisation, status=410)


def _kept(request, organisation, draft):
    token = drafting.keep_draft(organisation=organisation, by=request.user, draft=draft, now=timezone.now())
    response = redirect("overview:import_columns", code=organisation.code)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(drafting.KEPT_FOR.total_seconds()),
        path=_path(organisation),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _path(organisation):
    return reverse("overview:import", args=[organisation.code])
