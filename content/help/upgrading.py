"""Old forms of the help document read as today's. Pure: nothing is looked up."""

from content.help.blocks import TIMES


def upgrade(document: dict) -> dict:
    """Return `document` in today's form; itself, when it has that already. Raises ValueError for an unknown version."""
    version = document["v"]
    if not 1 <= version <= len(STEPS) + 1:
        raise ValueError(f"no step from help document version {version}")
    for step in STEPS[version - 1 :]:
        document = step(document)
    return document


def first_form(document: dict) -> dict | None:
    """Return a document of version 2 as version 1 wrote it; None when it says what that could not say.

    What a package brought is known by its digest only; with this a page of then is known again.
    """
    situations = document["situations"]
    if any(one["first"] or one["drawing"] or one["today"] or one["week"] for one in situations):
        return None
    old = [{"key": one["key"], "title": one["title"], "steps": one["now"]} for one in situations]
    return {**document, "v": 1, "situations": old}


def _in_three_groups(document):
    """2: a situation has steps for now, today and this week, a first line and a drawing. All old steps are for now."""
    return {**document, "v": 2, "situations": [_grouped(one) for one in document["situations"]]}


def _grouped(situation):
    groups = dict.fromkeys(TIMES, [])
    return {
        "key": situation["key"],
        "title": situation["title"],
        "drawing": "",
        "first": "",
        **groups,
        "now": situation["steps"],
    }


#: The step at place n reads version n + 1.
STEPS = [_in_three_groups]
