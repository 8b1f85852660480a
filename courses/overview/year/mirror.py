"""Dit ziet uw griffier: a member reads what the desk reads of them, through the desk's own selectors and row."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.members import scope
from courses.members.local import texts
from courses.members.look import badges
from courses.overview import selectors
from courses.reminders.selectors import rows_of

#: So many of the latest mails are shown; all of them stand under Berichten aan u.
MAILS = 20


@require_safe
@login_required
def mirror(request):
    """For each mandate: the register, the row in each year, and the mails that the desk can see."""
    on = timezone.localdate()
    seen = []
    for mandate in scope.mandates(user=request.user, on=on):
        own = scope.members(organisation=mandate.organisation_id).filter(pk=mandate.pk)
        rows = selectors.own_rows(membership=mandate, on=on)
        seen.append({"mandate": mandate, "rows": rows, "mails": rows_of(memberships=own, stop=MAILS)})
    context = {
        "seen": seen,
        "clerk": texts.CLERK[seen[0]["mandate"].organisation.kind] if seen else _("your clerk"),
        "worn": badges.worn(badges.badge(seen[0]["mandate"].organisation)) if seen else badges.NOTHING,
    }
    return render(request, "courses/overview/mirror.html", context)
