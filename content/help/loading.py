"""Make the help page from the texts that come with the software, once; after that it is the trainers'."""

import json
import uuid

from django.db import transaction

from content.editions.documents import document_of, frozen
from content.help.blocks import TIMES
from content.help.documents import starter, starter_checks
from content.help.pages import HelpPage
from content.help.upgrading import first_form
from content.packages import memory

SLUG = "hulp"
NAMES = uuid.UUID("0c1f7c1e-2b0f-4f43-9b1c-0f6f0f5e7d52")


@transaction.atomic
def load_help(*, parent, by=None) -> HelpPage:
    """Return the help page under the home page `parent`; make and publish it when there is none.

    New texts in a new release replace the old ones only as long as nobody has touched the page: what a trainer changed,
    drafted or unpublished is never overwritten.
    """
    wanted = starter()
    page = HelpPage.objects.order_by("path").first()
    if page is None:
        page = _filled(HelpPage(slug=SLUG, show_in_menus=False), wanted)
        parent.add_child(instance=page)
    elif _is_touched(page) or memory.is_known(page, wanted):
        return page
    else:
        page = _filled(page, wanted)
    page.full_clean()
    page.save_revision(user=by, log_action=False).publish(user=by)
    memory.remember(page, wanted, by)
    return HelpPage.objects.get(pk=page.pk)


def _is_touched(page):
    if not page.live or page.has_unpublished_changes:
        return True
    document = frozen(page)
    return not any(memory.is_known(page, form) for form in (document, first_form(document)) if form)


def _filled(page, document):
    """Set the document on the page; blocks get the same ids each time. Nothing is saved.

    What must still be checked comes along with each situation, unless the page says the same there already: then a
    trainer may have checked it.
    """
    checks = starter_checks() | _kept_checks(page, document)
    page.title, page.danger, page.intro = (document[name] for name in ("title", "danger", "intro"))
    page.situations = json.dumps(
        [
            {
                "type": "situation",
                "id": _id(one["key"]),
                "value": {**one, **_lines(one), "to_check": checks.get(one["key"], "")},
            }
            for one in document["situations"]
        ]
    )
    page.numbers = json.dumps(
        [
            {
                "type": "number",
                "id": _id("number", one["dialled"]),
                "value": {name: value for name, value in one.items() if name != "dialled"},
            }
            for one in document["numbers"]
        ]
    )
    return page


def _kept_checks(page, document):
    said = {block.value["key"]: block.value["to_check"] for block in page.situations}
    same = [one["key"] for one in document_of(page)["situations"] if one in document["situations"]]
    return {key: said[key] for key in same}


def _lines(situation):
    return {
        time: [
            {"type": "item", "id": _id(situation["key"], time, number), "value": step}
            for number, step in enumerate(situation[time])
        ]
        for time in TIMES
    }


def _id(*names):
    return str(uuid.uuid5(NAMES, "/".join(map(str, names))))
