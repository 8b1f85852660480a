"""Practice questions inside a lesson: asked, answered with feedback at once, never kept."""

from django.urls import reverse

from content.editions import serving
from content.questions import registry
from courses.learning.errors import NotHere
from courses.learning.views.frames import frame


def asked_questions(step, edition, screen: int) -> dict[str, str]:
    """Return the HTML of each practice question on a screen, by its key, without any reader."""
    return {key: _asked(step, edition, screen, document) for key, document in _questions(step, screen).items()}


def answered_question(step, edition, screen: int, key: str, data):
    """Return (HTML of each practice question by key, unhappy form or None) after `key` was answered with `data`.

    Raises NotHere when the screen does not ask that question.
    """
    questions = _questions(step, screen)
    if key not in questions:
        raise NotHere
    document = questions[key]
    form = _form(document, data)
    unhappy = None if form.is_valid() else form
    html = asked_questions(step, edition, screen)
    html[key] = _asked(step, edition, screen, document, form) if unhappy else _feedback(step, edition, screen, form)
    return html, unhappy


def _questions(step, screen):
    """Documents of the practice questions on `screen` (from 1), by key; the lesson's own document holds them."""
    blocks = serving.document(step.frozen_id)["body"][screen - 1]["value"]["content"]
    return {block["value"]["key"]: block["value"] for block in blocks if block["type"] == "question"}


def _form(document, data=None):
    return registry.form_for(document, data, seed=document["key"])


def _here(step, edition, screen):
    return {"edition": edition.pk, "step": step.position, "screen": screen}


def _asked(step, edition, screen, document, form=None):
    action = reverse("learning:practise", kwargs={**_here(step, edition, screen), "key": document["key"]})
    context = {"document": document, "form": form or _form(document), "action": action}
    return frame("content/screens/practice.html", context)


def _feedback(step, edition, screen, form):
    context = {
        "document": form.document,
        "verdict": registry.mark(form.document, form.response),
        "again": reverse("learning:screen", kwargs=_here(step, edition, screen)),
    }
    return frame("content/screens/practice.html", context)
