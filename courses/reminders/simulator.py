"""The manager's simulator: what opening a year would ask in each organisation, and how many mails on which day."""

import csv
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from django_tasks import default_task_backend
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from courses.cells import harmless
from courses.planning.admin_views import for_managers
from courses.planning.checking import check, editions_for
from courses.planning.errors import PlanningError
from courses.planning.selectors import next_opening
from courses.planning.simulating import Outcome
from courses.reminders.ladder import Kind
from courses.reminders.tasks import foresee_in_background

#: Seconds between two looks at a count that is still running.
LOOK_AGAIN = 2


class SimulateForm(forms.Form):
    """Which year, opened on which day."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2999)
    day = forms.DateField(
        label=gettext_lazy("Opened on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


@dataclass(frozen=True)
class Counted:
    """The numbers of a finished count, as a page and a list show them."""

    organisations: list[tuple[str, list[int]]]
    totals: list[int]
    mails: list[tuple[date, str, int]]

    @classmethod
    def of(cls, found):
        rows = [(name, [counted.get(outcome, 0) for outcome in Outcome]) for name, counted in found["organisations"]]
        totals = [sum(numbers) for numbers in zip(*(numbers for _name, numbers in rows), strict=True)]
        mails = [(date.fromisoformat(day), Kind(kind).label, number) for day, kind, number in found["mails"]]
        return cls(rows, totals or [0] * len(Outcome), mails)


@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def ask(request, programme):
    """Choose a year and a day; a POST counts in the background. Nothing is opened and nobody gets a mail."""
    form = SimulateForm(request.POST or None, initial=_next_opening(programme))
    if request.method == "POST" and form.is_valid():
        year, day = form.cleaned_data["year"], form.cleaned_data["day"]
        try:
            if day < timezone.localdate():
                raise PlanningError(_("That day has passed. Choose today or a day to come."))
            for edition in editions_for(programme=programme, year=year):
                check(programme=programme, year=year, edition=edition, today=day)
        except PlanningError as refusal:
            form.add_error(None, str(refusal))
        else:
            result = foresee_in_background.enqueue(programme.pk, year, day.isoformat())
            return redirect("programme_simulated", pk=programme.pk, count=result.id)
    return render(request, "courses/reminders/admin/simulator.html", {"programme": programme, "form": form})


@require_safe
@for_managers
def simulated(request, programme, count):
    """The numbers; looks again by itself, without script, until they are there."""
    result = _result(programme, count)
    _programme, year, day = result.args
    context = {"programme": programme, "year": year, "day": date.fromisoformat(day), "count": count}
    waiting = not result.is_finished
    context |= {"waiting": waiting, "failed": result.status == TaskResultStatus.FAILED, "outcomes": Outcome.labels}
    if result.status == TaskResultStatus.SUCCESSFUL:
        context["counted"] = Counted.of(result.return_value)
    response = render(request, "courses/reminders/admin/simulated.html", context)
    if waiting:
        response["Refresh"] = str(LOOK_AGAIN)
    return response


@require_safe
@for_managers
def simulated_csv(request, programme, count):
    """The same numbers for a spreadsheet: a row for each organisation, then a row for each day and kind of mail."""
    result = _result(programme, count)
    if result.status != TaskResultStatus.SUCCESSFUL:
        raise Http404
    counted = Counted.of(result.return_value)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="proef.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Organisation"), *map(str, Outcome.labels)])
    writer.writerows([harmless(name), *numbers] for name, numbers in counted.organisations)
    writer.writerow([])
    writer.writerow([_("Day"), _("Kind of mail"), _("Number")])
    writer.writerows([f"{day:%d-%m-%Y}", kind, number] for day, kind, number in counted.mails)
    return response


def _next_opening(programme):
    """What is most likely asked: the next window, on its first day."""
    newest = programme.years.order_by("-year").values_list("year", flat=True).first()
    year, day = next_opening(programme, newest=newest, on=timezone.localdate())
    return {"year": year, "day": day}


def _result(programme, count):
    try:
        result = default_task_backend.get_result(str(count))
    except TaskResultDoesNotExist:
        raise Http404 from None
    if result.task.func is not foresee_in_background.func or result.args[0] != programme.pk:
        raise Http404
    return result
