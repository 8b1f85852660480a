"""Practice questions inside a lesson: asked, answered with feedback at once, never kept."""

from django.urls import reverse

from content.editions import serving
from content.questions import registry
from courses.learning.errors import NotHere
from courses.learning.views.frames import frame


def asked_questions(step, edition, screen: int, *, action=None) -> dict[str, str]:
    """Return the HTML of each practice question on a screen, by its key, without any reader.

    `action(key)` is the address that takes an answer; without it, that of the screen in its lesson.
    """
    action = action or _in_lesson(step, edition, screen)
    return {key: _asked(document, action(key)) for key, document in _questions(step, screen).items()}


def answered_question(step, edition, screen: int, key: str, data, *, action=None, again=None):
    """Return (HTML of each practice question by key, unhappy form or None) after `key` was answered with `data`.

    `action` as above; `again` is the address of the screen. Raises NotHere when the screen does not ask that question.
    """
    action = action or _in_lesson(step, edition, screen)
    again = again or reverse("learning:screen", kwargs=_here(step, edition, screen))
    questions = _questions(step, screen)
    if key not in questions:
        raise NotHere
    document = questions[key]
    form = _form(document, data)
    unhappy = None if form.is_valid() else form
    html = asked_questions(step, edition, screen, action=action)
    html[key] = _asked(document, action(key), form) if unhappy else feedback(form, again)
    return html, unhappy


def _questions(step, screen):
    """Documents of the practice questions on `screen` (from 1), by key; the lesson's own document holds them."""
    blocks = serving.document(step.frozen_id)["body"][screen - 1]["value"]["content"]
    return {block["value"]["key"]: block["value"] for block in blocks if block["type"] == "question"}


def _form(document, data=None):
    return registry.form_for(document, data, seed=document["key"])


def _here(step, edition, screen):
    return {"edition": edition.pk, "step": step.position, "screen": screen}


def _in_lesson(step, edition, screen):
    return lambda key: reverse("learning:practise", kwargs={**_here(step, edition, screen), "key": key})


def _asked(document, action, form=None):
    context = {"document": document, "form": form or _form(document), "action": action}
    return frame("content/screens/practice.html", context)


def feedback(form, again):
    """Return the HTML of what an answered form amounts to; `again` is where the question can be answered anew."""
    verdict = registry.mark(form.document, form.response)
    context = {"document": form.document, "verdict": verdict, "again": again}
    return frame("content/screens/practice.html", context)
