"""Old forms of documents read as today's. Stored documents are never changed; each new `v` adds a step here.

Pure: nothing is looked up. A document that was upgraded equals the one that freezing the same page makes today, so that
"unchanged" means what a reader means by it and not that the software stood still.
"""

from pathlib import PurePosixPath


def upgrade(document: dict) -> dict:
    """Return `document` in today's form; itself, when it has that already. Raises ValueError for an unknown version."""
    steps = QUESTION_STEPS if document["kind"] == "question" else PAGE_STEPS
    version = document["v"]
    if not 1 <= version <= len(steps) + 1:
        raise ValueError(f"no step from document version {version}")
    for step in steps[version - 1 :]:
        document = step(document)
    return document


def says_the_same(one: dict, other: dict) -> bool:
    """Say whether two documents differ in nothing but the form in which they were stored."""
    return upgrade(one) == upgrade(other)


def _with_pictures_by_original(document):
    """2: a picture names its original instead of two copies; a module has a picture at its top, or none."""
    document = {**document, "v": 2}
    if document["kind"] == "module":
        return {**document, "hero": None}
    if document["kind"] == "lesson":
        return {**document, "body": [_screen(screen) for screen in document["body"]]}
    return document


def _screen(screen):
    content = [_picture(block) if block["type"] == "image" else block for block in screen["value"]["content"]]
    return {**screen, "value": {**screen["value"], "content": content}}


def _picture(block):
    shown = block["value"]["image"]
    name = PurePosixPath(shown["fallback"])  # frozen/<SHA-256>.w800.png
    image = {
        "original": name.name.partition(".")[0],
        "fallback": name.suffix[1:],
        "width": shown["width"],
        "height": shown["height"],
    }
    return {**block, "value": {**block["value"], "image": image}}


#: The step at place n reads version n + 1.
PAGE_STEPS = [_with_pictures_by_original]
QUESTION_STEPS = []
