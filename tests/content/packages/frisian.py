"""A translation of the test package: every text begins with a mark, so that it shows where its words end up."""

import shutil

import yaml

from tests.content.editions.factories import PACKAGE

MARK = "Frysk"
#: Fields that are words for members, and lists of such words.
WORDS = {
    *("title", "summary", "intro", "closing", "hero_alt", "remember", "text", "quote", "attribution", "alt", "source"),
    *("note", "sender", "moment", "lines", "consequence", "advice", "prompt", "explanation", "unit", "left", "right"),
    *("feedback", "feedback_true", "feedback_false", "feedback_low", "feedback_right", "feedback_high", "distractors"),
}


def translated(beside, *, language="fy"):
    """Write the test package and its translation into the folder `beside`; return the folder of the translation."""
    original = shutil.copytree(PACKAGE, beside / "proef")
    folder = shutil.copytree(original, beside / f"proef-{language}")
    for path in folder.rglob("*.yaml"):
        if path.name != "figures.yaml":  # figures are shared
            rewrite(path, lambda content: _translated(content, language))
    return folder


def rewrite(path, change):
    """Replace what is in a file by what `change` makes of it."""
    path.write_text(yaml.safe_dump(change(yaml.safe_load(path.read_text("utf-8"))), allow_unicode=True), "utf-8")


def _translated(content, language):
    if isinstance(content, dict) and "format" in content:
        content |= {"language": language, "translates": "proef", "slug": f"proef-{language}"}
    if isinstance(content, dict) and content.get("kind") == "quiz":
        content["questions"] = [f"{key}-{language}" for key in content["questions"]]
    if isinstance(content, list):
        for question in content:
            question["key"] += f"-{language}"
    return _words(content, language)


def _words(value, language, name=""):
    if name == "objectives":
        return value
    if isinstance(value, dict):
        return {field: _words(item, language, field) for field, item in value.items()}
    if isinstance(value, list):
        return [_words(item, language, name) for item in value]
    if name == "question":
        return f"{value}-{language}"
    return f"{MARK} {value}" if name in WORDS and value and isinstance(value, str) else value
