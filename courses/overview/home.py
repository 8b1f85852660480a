"""Which desk: of who sits at more than one."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.members import scope


@require_safe
@login_required
def home(request):
    """The desks of this clerk; with one desk, its overview."""
    desks = list(scope.desks(user=request.user, on=timezone.localdate()))
    if not desks:
        raise Http404
    if len(desks) == 1:
        return redirect("overview:newest", code=desks[0].code)
    return render(request, "courses/overview/desks.html", {"desks": desks})
