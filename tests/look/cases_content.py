"""Public pages, and what a trainer sees of a draft: the previews."""

from django.urls import reverse
from django.utils.text import slugify

from content.help.loading import load_help
from content.pages import DilemmaPage, LessonPage, ModulePage, QuizPage
from content.questions.base import Question
from tests.content.questions.admin import FormReader
from tests.content.questions.factories import question
from tests.look.screens import case
from tests.look.stage import LONG_LINE, LONG_WORD

PREVIEW = "content/preview.html"


def _draft(stage, page, mode=""):
    """What the panel beside the editor shows of a page, in one of its modes; the first without one."""
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    return stage.get(stage.trainer, address, **({"mode": mode} if mode else {}))


@case("content/home.html", "filled")
def _(stage):
    stage.home.intro = "<p>Welkom.</p>"
    stage.home.save()
    return _draft(stage, stage.home)


@case("content/info.html", "filled")
def _(stage):
    return _draft(stage, stage.info)


@case("content/help/preview.html", "filled")
def _(stage):
    return _draft(stage, load_help(parent=stage.home))


@case("content/help/preview_situation.html", "filled")
def _(stage):
    return _draft(stage, load_help(parent=stage.home), "4")


# --- pages, screen by screen ------------------------------------------------------------------------------------------

MODES = {
    ModulePage: ("cover", "result"),
    LessonPage: ("screen-1", "front"),
    DilemmaPage: ("scene-1", "scene-1-choice-1", "whole"),
    QuizPage: ("question-1", "question-1-best", "question-1-other"),
}


def _of_proof(stage, model):
    """The first page of this type in the test package."""
    return model.objects.descendant_of(stage.proof.module, inclusive=True).order_by("path").first()


def _preview_cases(model, mode):
    @case(PREVIEW, f"{model.__name__}, {mode}")
    def _(stage):
        return _draft(stage, _of_proof(stage, model), mode)


for _model, _modes in MODES.items():
    for _mode in _modes:
        _preview_cases(_model, _mode)


@case(PREVIEW, "long text")
def _(stage):
    return _draft(stage, LessonPage.objects.descendant_of(stage.long.module).get())


@case(PREVIEW, "error")
def _(stage):
    """A draft that is not complete yet says what is missing."""
    page = QuizPage(title=LONG_LINE, slug=slugify(LONG_WORD))
    ModulePage.objects.get(pk=stage.proof.module_id).add_child(instance=page)
    return _draft(stage, page)


# --- questions --------------------------------------------------------------------------------------------------------


def _previewed(stage, row, mode):
    """The preview of a question, from what the editor holds."""
    client = stage.as_(stage.trainer)
    editor, preview = (
        reverse(row.snippet_viewset.get_url_name(name), args=[row.pk]) for name in ("edit", "preview_on_edit")
    )
    client.post(preview, FormReader(client.get(editor).content.decode()).values)
    return client.get(preview, {"mode": mode})


@case(PREVIEW, "question")
def _(stage):
    return _previewed(stage, Question.objects.get(key="proef-enkel"), "question-1")


@case(PREVIEW, "question, feedback")
def _(stage):
    return _previewed(stage, Question.objects.get(key="proef-enkel"), "question-1-other")


@case(PREVIEW, "question, error")
def _(stage):
    row = question("single_choice")
    row.options.all().delete()
    return _previewed(stage, row, "question-1")
