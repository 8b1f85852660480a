"""Where a person says yes or no to another address, and where a manager decides about one without seeing it."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.members.other_addresses.asking import open_for, open_requests
from elearning import roles
from elearning.accounts.addresses import AddressProblem, refuse_address, signed_in_by_code, use_address


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_address(request):
    """The oldest open request about this person; yes needs a code that was just typed."""
    now = timezone.now()
    asked = open_for(user=request.user, now=now).last()
    home = roles.entrance(user=request.user, on=timezone.localdate(now))
    if asked is None:
        return redirect(home)
    by_code, problem = signed_in_by_code(request), ""
    if request.method == "POST" and (by_code or "nee" in request.POST):
        try:
            if "nee" in request.POST:
                refuse_address(pk=asked.pk, by=request.user, now=now)
                messages.success(request, _("Your e-mail address stays as it is."))
            elif request.POST.get("adres") == asked.new_email:
                person = use_address(pk=asked.pk, by=request.user, now=now)
                update_session_auth_hash(request, person)
                messages.success(request, _("From now on you sign in with your new address. We write to it too."))
            return redirect(home)
        except AddressProblem as trouble:
            problem = str(trouble)
    context = {"asked": asked, "by_code": by_code, "problem": problem, "home": home}
    return render(request, "account/address.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def requests(request):
    """/beheer/adressen/: organisation, day and reference of what is asked. Who it is about stands at the desk only."""
    if not request.user.has_perm("courses.change_programme"):
        raise PermissionDenied
    now = timezone.now()
    if request.method == "POST":
        decide = use_address if "ja" in request.POST else refuse_address
        number = request.POST.get("verzoek", "")
        try:
            pk = int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0
            decide(pk=pk, by=request.user, now=now)
        except AddressProblem as trouble:
            messages.error(request, str(trouble))
        else:
            messages.success(request, _("Your decision is kept, and stands in the log of the desk."))
        return redirect("address_requests")
    found = open_requests(now=now).select_related("organisation")
    return render(request, "elearning/admin/addresses.html", {"asked": found})
