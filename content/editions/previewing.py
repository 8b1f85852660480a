"""What a trainer sees of a draft: the documents and the rendering of an edition, with stand-ins for what differs per
reader.
"""

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

from content.blocks import CONTACTS, PROTOCOL_TOPICS
from content.editions import rendering
from content.editions.documents import Incomplete, frozen
from content.editions.serving import fill
from content.questions import registry


def preview(page) -> dict:
    """Return {"parts": [{"title", "html"}], "problems": [sentence], …} for the template of the page's type.

    A part is a screen, a question, or the whole of a short page. What is not complete yet is said, never raised.
    """
    try:
        document = frozen(page)
    except Incomplete as incomplete:
        return {"parts": [], "problems": incomplete.problems}
    return {"problems": [], "document": document, "parts": _PARTS[document["kind"]](document)}


def _lesson(document):
    fragments = _stand_ins(document)
    return [
        {"title": screen["value"]["title"], "html": fill(rendering.render_screen(document, number), fragments)}
        for number, screen in enumerate(document["body"])
    ]


def _dilemma(document):
    return [{"title": document["title"], "html": fill(rendering.render_whole_dilemma(document), {})}]


def _quiz(document):
    return [
        {"title": document["title"], "html": fill(document["intro"], {})},
        *({"title": "", "html": fill(_asked(question), {})} for question in document["questions"]),
    ]


def _module(document):
    things = "".join(f"<li>{thing['value']}</li>" for thing in document["remember"])
    return [
        {
            "title": document["title"],
            "html": fill(f'<p class="lead">{escape(document["summary"])}</p>{document["intro"]}', {}),
        },
        *([{"title": _("To remember"), "html": fill(f"<ul>{things}</ul>", {})}] if things else []),
    ]


def _info(document):
    return [{"title": document["title"], "html": fill(rendering.render_blocks(document["body"], led=False), {})}]


_PARTS = {"lesson": _lesson, "dilemma": _dilemma, "quiz": _quiz, "module": _module, "info": _info}


def _asked(question):
    """Return a question as a member meets it, unanswered."""
    context = {"document": question, "form": registry.form_for(question, seed="preview"), "level": 2}
    return render_to_string("content/questions/fields.html", context)


def _stand_ins(document):
    """Return a frame for each token: what belongs to the reader's own organisation is named, a question is shown."""
    named = {f"contact:{name}": label for name, label in CONTACTS} | {
        f"protocol:{name}": label for name, label in PROTOCOL_TOPICS
    }
    fragments = {
        token: '<p class="frame plain">{}</p>'.format(
            escape(_("Here stands, from the reader’s own organisation: %(what)s.") % {"what": label})
        )
        for token, label in named.items()
    }
    for screen in document["body"]:
        for block in screen["value"]["content"]:
            if block["type"] == "question":
                fragments[f"practice:{block['value']['key']}"] = _asked(block["value"])
    return fragments
