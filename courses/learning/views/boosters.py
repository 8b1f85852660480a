"""Two short questions some weeks later: wanted and withdrawn with a press, asked one a page, and kept nowhere."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.editions import serving
from content.questions import registry
from courses.learning import selectors
from courses.learning.boosters import (
    NUMBERS,
    booster_questions,
    due_day,
    want_boosters,
    wants_boosters,
    withdraw_boosters,
)
from courses.learning.errors import NotHere
from courses.learning.views.doors import member_page, see_other
from courses.learning.views.refresher import own


@member_page("POST")
def wish(request, edition):
    """Ask for the boosters (`wanted`), or withdraw that; the page after the module says how it stands."""
    today = timezone.localdate()
    selectors.completion_for(user=request.user, edition=edition, on=today)
    if "withdraw" in request.POST:
        withdraw_boosters(user=request.user, edition=edition)
        messages.success(request, _("You get no more questions about this module by mail."))
    elif "wanted" in request.POST:
        want_boosters(user=request.user, edition=edition, on=today)
        messages.success(request, _("You get 2 short questions by mail, twice."))
    else:
        messages.info(request, _("The box was not ticked, so nothing has changed."))
    return see_other("learning:result", edition=edition)


@member_page("GET", "POST", kept=False)
def booster(request, edition, number):
    """Question 1, or with `?vraag=2` the other one; POST shows what the answer amounts to. Open from its day on."""
    today = timezone.localdate()
    completion = selectors.completion_for(user=request.user, edition=edition, on=today)
    questions = booster_questions(user=request.user, edition=edition, number=number) if number in NUMBERS else []
    if not questions:
        raise NotHere
    wanted = wants_boosters(user=request.user, edition=edition)
    if not wanted or today < due_day(completed_on=completion.completed_on, number=number):
        return see_other("learning:result", edition=edition)
    place = 2 if request.GET.get("vraag") == "2" and len(questions) > 1 else 1
    document = serving.document(questions[place - 1].frozen_id)
    form = registry.form_for(document, request.POST if request.method == "POST" else None, seed=document["key"])
    answered = request.method == "POST" and form.is_valid()
    here = reverse("learning:booster", kwargs={"edition": edition, "number": number})
    context = {
        "edition": completion.edition,
        **own(completion.own, today),
        "document": document,
        "form": form,
        "verdict": registry.mark(document, form.response) if answered else None,
        "place": place,
        "total": len(questions),
        "here": f"{here}?vraag={place}",
        "following": f"{here}?vraag=2" if place < len(questions) else "",
    }
    return render(request, "courses/learning/booster.html", context)
