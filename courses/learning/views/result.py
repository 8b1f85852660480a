"""U bent klaar: no score; what to remember, whom to call, what proves it."""

from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from content.editions import serving
from courses.learning import selectors
from courses.learning.boosters import wants_boosters
from courses.learning.errors import NotHere
from courses.learning.views.doors import member_page, see_other
from courses.members import scope
from courses.members.local import texts
from courses.members.look import badges


@member_page("GET")
def result(request, edition):
    today = timezone.localdate()
    try:
        completion = selectors.completion_for(user=request.user, edition=edition, on=today)
    except NotHere:
        selectors.edition_for(user=request.user, edition=edition, on=today)
        return see_other("learning:cover", edition=edition)
    mandates = list(scope.mandates(user=request.user, on=today))
    fragments = texts.fragments(mandates, on=today)
    context = {
        "completion": completion,
        "edition": completion.edition,
        "worn": badges.worn(completion.own.badge),
        "clerk": texts.CLERK[mandates[0].organisation.kind],
        "outline": serving.outline(completion.edition.frozen_id),
        "numbers": serving.fill("[[card:numbers]]", fragments),
        "help_local": fragments["help:local"],
        "certificate": _certificate(completion),
        "boosted": wants_boosters(user=request.user, edition=edition),
    }
    return render(request, "courses/learning/result.html", context)


def _certificate(completion):
    """The certificate is another room's page; this room only knows its name."""
    try:
        return reverse("evidence:certificate", args=[completion.edition_id])
    except NoReverseMatch:
        return ""
