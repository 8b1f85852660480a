"""Our own pages inside Wagtail's admin; only what stands in its main part is ours."""

from django.urls import reverse

from content.pages import InfoPage
from content.questions.base import Question
from courses.planning.models import ProgrammeYear
from tests.content.questions.admin import address
from tests.look.screens import ADMIN, case
from tests.look.stage import YEAR


def _one(stage):
    return Question.objects.get(key="proef-enkel")


@case("content/questions/choose_type.html", "filled", kind=ADMIN)
def _(stage):
    return stage.get(stage.trainer, address(Question, "add"))


@case("content/questions/confirm_copy.html", "filled", kind=ADMIN)
def _(stage):
    return stage.get(stage.trainer, address(_one(stage), "copy", _one(stage).pk))


@case("content/questions/confirm_delete.html", "in use", kind=ADMIN)
def _(stage):
    return stage.get(stage.trainer, address(_one(stage), "delete", _one(stage).pk))


@case("courses/planning/admin/years.html", "filled", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("programme_years", args=[stage.programme.pk]))


@case("courses/planning/admin/examples.html", "filled", kind=ADMIN, part=".programme-examples")
def _(stage):
    return stage.get(stage.manager, reverse("programmas:edit", args=[stage.programme.pk]))


@case("courses/planning/admin/years.html", "empty", kind=ADMIN)
def _(stage):
    return stage.get(stage.manager, reverse("programme_years", args=[stage.unopened.pk]))


@case("courses/planning/admin/years.html", "error", kind=ADMIN)
def _(stage):
    client = stage.as_(stage.manager)
    return client.post(reverse("programme_years", args=[stage.programme.pk]), {"year": "1990"})


def _opening(stage):
    return stage.get(stage.manager, reverse("programme_year_opening", args=[stage.programme.pk, YEAR]))


@case("courses/planning/admin/opening.html", "complete", kind=ADMIN)
def _(stage):
    return _opening(stage)


@case("courses/planning/admin/opening.html", "under way", kind=ADMIN)
def _(stage):
    ProgrammeYear.objects.filter(programme=stage.programme).update(complete=False)
    return _opening(stage)


@case("elearning/admin/start.html", "filled", kind=ADMIN, part=".beheer-start")
def _(stage):
    return stage.get(stage.trainer, reverse("wagtailadmin_home"))


@case("content/reviewing/open_checks.html", "filled", kind=ADMIN, part="[aria-labelledby=na-te-kijken]")
def _(stage):
    stage.home.add_child(
        instance=InfoPage(title="Over de cijfers", slug="over-de-cijfers", to_check="Redactie: is er een rapport?")
    )
    Question.objects.non_polymorphic().filter(key="proef-enkel").update(to_check="Jurist: geldt dit nog?")
    return stage.get(stage.trainer, reverse("wagtailadmin_home"))
