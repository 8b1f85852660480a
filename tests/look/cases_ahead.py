"""Vooruitblik: the next year, for the manager in numbers and for the clerk by name."""

from datetime import timedelta

from django.test import override_settings
from django.urls import reverse

from courses.planning.models import ProgrammeModule
from tests.courses.planning import factories as planned
from tests.harness.tasks import WAITING, work_off
from tests.look.screens import ADMIN, case
from tests.look.stage import TODAY, YEAR

DESK = "courses/overview/ahead.html"


def _desk(stage):
    return stage.get(stage.clerks[stage.council], reverse("overview:ahead", args=[stage.council.code]))


@case(DESK, "not yet to be seen")
def _(stage):
    return _desk(stage)


@case(DESK, "filled", picture=True)
def _(stage):
    planned.edition(stage.programme.module, YEAR + 1)
    return _desk(stage)


@case(DESK, "empty")
def _(stage):
    ProgrammeModule.objects.all().delete()
    return stage.get(stage.clerks[stage.no_members], reverse("overview:ahead", args=[stage.no_members.code]))


@case("courses/reminders/admin/simulator.html", "empty", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("programme_simulator", args=[stage.programme.pk]))


@case("courses/reminders/admin/simulator.html", "error", kind=ADMIN)
def _(stage):
    return _count(stage, YEAR + 9)


def _count(stage, year):
    address = reverse("programme_simulator", args=[stage.programme.pk])
    day = TODAY + timedelta(days=120)
    return stage.as_(stage.manager).post(address, {"year": year, "day": day.isoformat()})


def _counted(stage, *, work):
    planned.edition(stage.programme.module, YEAR + 1)
    with override_settings(TASKS=WAITING):
        address = _count(stage, YEAR + 1).url
        if work:
            work_off()
        return stage.get(stage.manager, address)


@case("courses/reminders/admin/simulated.html", "waiting", kind=ADMIN)
def _(stage):
    return _counted(stage, work=False)


@case("courses/reminders/admin/simulated.html", "filled", kind=ADMIN)
def _(stage):
    return _counted(stage, work=True)
