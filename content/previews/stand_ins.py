"""What stands in a preview where something of the reader's own belongs."""

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.blocks import CONTACTS, PROTOCOL_TOPICS
from content.questions import registry

#: Links and forms of a preview lead nowhere: to the top of the page itself.
NOWHERE = "#inhoud"
#: In the place of a token or seal. A preview cannot send anything (elearning.headers), so it holds none.
SEAL = "preview"


def of_the_organisation() -> dict[str, str]:
    """Return HTML by token name for what belongs to the reader's own organisation: it is named."""
    named = {f"contact:{name}": label for name, label in CONTACTS} | {
        f"protocol:{name}": label for name, label in PROTOCOL_TOPICS
    }
    return {token: f'<p class="frame plain">{_told(label)}</p>' for token, label in named.items()}


def numbers() -> SafeString:
    """Return what stands in the list of the reader's own numbers."""
    return format_html('<li class="note">{}</li>', _told(_("the phone numbers")))


def practice(document: dict) -> dict[str, str]:
    """Return HTML by token name for each practice question of a lesson: as it is asked."""
    blocks = [block for screen in document["body"] for block in screen["value"]["content"]]
    asked = {block["value"]["key"]: block["value"] for block in blocks if block["type"] == "question"}
    return {f"practice:{key}": _asked(question) for key, question in asked.items()}


def _asked(question):
    form = registry.form_for(question, seed=question["key"])
    context = {"document": question, "form": form, "action": NOWHERE, "csrf_token": SEAL}
    return render_to_string("content/screens/practice.html", context)


def _told(what):
    return escape(_("Here stands, from the reader’s own organisation: %(what)s.") % {"what": what})
