"""`make messages`: the Dutch catalogue against the strings that the code really has.

Strings are gathered by gettext's xgettext in a copy of the sources, so that the catalogue keeps its own plain layout:
sorted, without line numbers, which keeps two people's changes apart.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent.parent
CATALOGUE = ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"
SOURCES = ("elearning", "courses", "content", "templates")
WIDTH = 100
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    """What gettext finds an entry by."""
    return entry.msgctxt, entry.msgid


def gather() -> dict[Key, polib.POEntry]:
    """Every string of the code and templates. Raises CalledProcessError with xgettext's complaint."""
    with tempfile.TemporaryDirectory() as folder:
        for source in SOURCES:
            only_code = shutil.ignore_patterns("__pycache__", "migrations", "static", "starter")
            shutil.copytree(ROOT / source, Path(folder, source), ignore=only_code)
        Path(folder, "locale").mkdir()
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale",
            "nl",
            "--no-location",
            "--verbosity",
            "0",
        ]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        found = polib.pofile(str(Path(folder, "locale", "nl", "LC_MESSAGES", "django.po")))
    return {key(entry): entry for entry in found}


def problems(catalogue: polib.POFile, wanted: dict[Key, polib.POEntry]) -> list[str]:
    """What keeps a reader from complete Dutch, one sentence each: absent, untranslated, doubtful, or a lost name."""
    present = {key(entry): entry for entry in catalogue if not entry.obsolete}
    found = [f"not in the catalogue: {msgid!r}" for context, msgid in sorted(wanted.keys() - present.keys(), key=str)]
    for entry in present.values():
        translations = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if entry.fuzzy or not all(translations):
            found.append(f"not translated: {entry.msgid!r}")
        names = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        if any(set(PLACEHOLDER.findall(text)) - names for text in translations):
            found.append(f"names something that the English does not have: {entry.msgid!r}")
        if not entry.msgid_plural and set(PLACEHOLDER.findall(entry.msgstr)) != names and entry.msgstr:
            found.append(f"leaves a name out: {entry.msgid!r}")
    return found


def compiled_is_stale(catalogue: polib.POFile) -> bool:
    """Whether the .mo beside the catalogue says something else than the catalogue."""
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.exists():
        return True
    texts = {key(entry): (entry.msgstr, entry.msgstr_plural) for entry in polib.mofile(str(compiled))}
    return texts != {key(entry): (entry.msgstr, entry.msgstr_plural) for entry in catalogue.translated_entries()}


def main() -> int:
    """Add new strings, drop unused ones, compile; status 1 while something is not translated."""
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=WIDTH)
    wanted = gather()
    present = {key(entry) for entry in catalogue}
    unused = [entry for entry in catalogue if key(entry) not in wanted]
    for entry in unused:
        catalogue.remove(entry)
    for name, entry in wanted.items():
        if name not in present:
            catalogue.append(entry)
    catalogue.sort(key=lambda entry: entry.msgid)
    catalogue.save()
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    print(f"{len(unused)} unused strings dropped, {len(wanted.keys() - present)} added.")
    print(*(left := problems(catalogue, wanted)), sep="\n", end="\n" if left else "")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
