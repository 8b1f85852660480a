"""The door of the clerk's desk: own organisation only; whatever is another's does not exist."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from courses.members import scope
from courses.members.look import badges
from courses.members.models import Organisation


def at_desk(view):
    """Decorator: give the view the clerk's organisation instead of its code, and the local day `on`."""

    @login_required
    @wraps(view)
    def page(request, code, **kwargs):
        on = timezone.localdate()
        try:
            organisation = scope.desk(user=request.user, code=code, on=on)
        except Organisation.DoesNotExist:
            raise Http404 from None
        return view(request, organisation=organisation, on=on, **kwargs)

    return page


def desk_page(request, template, organisation, *, status=200, **context):
    """A page of the desk, in the organisation's own colour and logo."""
    worn = badges.worn(badges.badge(organisation))
    return render(request, template, {"organisation": organisation, "worn": worn, **context}, status=status)


def asks_again(view):
    """Decorator: whoever signs in with a second step shows it again for this page, if that was a while ago.

    The front door reads the mark (`elearning.accounts.strength`); this room knows nothing of sessions.
    """

    @wraps(view)
    def page(*args, **kwargs):
        return view(*args, **kwargs)

    page.asks_again = True
    return page
