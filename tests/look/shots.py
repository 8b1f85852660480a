"""`make shots`: pictures of the main screens, to look at: both themes, telephone and desktop, and on paper.

They come from the same cases as the tests, so they show what was proven. They land in `var/shots/`, with a page that
shows them side by side; earlier ones are replaced.
"""

import os
import re
import shutil
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "var" / "shots"
WIDTHS = (360, 1280)
THEMES = ("light", "dark")
#: A4 at 96 pixels an inch.
PAPER_WIDTH = 794
ON_PAPER = {
    "content/help/situation[filled]",
    "courses/evidence/certificate[filled]",
    "courses/learning/result[filled]",
    "courses/learning/whole[filled]",
    "courses/overview/year[a few]",
}
STYLE = """body { font: 1rem system-ui; margin: 2rem; } section { display: flex; gap: 1rem; align-items: flex-start; }
figure { margin: 0 0 3rem; } img { border: 1px solid #999; max-width: 22rem; } h2 { margin-top: 3rem; }"""


def main() -> int:
    """Draw the cases on a database of their own, photograph them, write the page; 1 when one could not be drawn."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "elearning.settings.test"
    os.environ["DATABASE_URL"] = "sqlite:///:memory:"
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    gallery = _gallery()
    shots = _photographed(gallery)
    (FOLDER / "index.html").write_text(contact_sheet(shots), encoding="utf-8")
    for name, trouble in gallery.troubles.items():
        print(f"{name} could not be drawn: {trouble}", file=sys.stderr)
    print(f"{sum(map(len, shots.values()))} pictures of {len(shots)} screens: {os.path.relpath(FOLDER / 'index.html')}")
    return 1 if gallery.troubles else 0


def _gallery():
    from tests.harness.databases import databases_for
    from tests.look.gallery import hang

    with tempfile.TemporaryDirectory(prefix="shots-") as folder:
        databases = databases_for(
            root=ROOT, folder=Path(folder), run="shots", worker="only", migrations=True, keep=True
        )  # fmt: skip
        try:
            return hang()
        finally:
            databases.drop()


def _photographed(gallery) -> dict[str, list[str]]:
    """The file names of the pictures, by the name of the case."""
    from playwright.sync_api import sync_playwright

    from tests.harness.chromium import launch
    from tests.look.gallery import CASES
    from tests.look.looking import Looker

    drawn = [one for one in CASES if one.name in gallery.screens]
    shots: dict[str, list[str]] = {}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for theme in THEMES:
            for width in WIDTHS:
                looker = Looker(browser, gallery, width=width, theme=theme)
                for one in (one for one in drawn if one.picture):
                    _shot(looker, one, f"{width}-{theme}", shots)
                looker.close()
        looker = Looker(browser, gallery, width=PAPER_WIDTH, theme="light")
        looker.page.emulate_media(media="print")
        for one in (one for one in drawn if one.name in ON_PAPER):
            _shot(looker, one, "print", shots)
        browser.close()
    return shots


def _shot(looker, one, look, shots):
    name = f"{file_name(one.name)}-{look}.png"
    looker.show(looker.gallery.screen(one)).screenshot(path=FOLDER / name, full_page=True)
    shots.setdefault(one.name, []).append(name)


def file_name(case: str) -> str:
    """The name of a case as the beginning of a file name: `courses-learning-lesson-filled`."""
    return re.sub(r"[^a-z0-9]+", "-", case.lower()).strip("-")


def contact_sheet(shots: dict[str, list[str]]) -> str:
    """A page with all pictures, a row for each screen."""
    rows = "".join(
        f"<h2>{escape(case)}</h2><section>"
        + "".join(
            f'<figure><a href="{name}"><img src="{name}" alt="{escape(case)}" loading="lazy"></a>'
            f"<figcaption>{escape(name)}</figcaption></figure>"
            for name in names
        )
        + "</section>"
        for case, names in shots.items()
    )
    head = f'<meta charset="utf-8"><title>Screens</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><h1>Screens</h1>{rows}</body></html>\n'


if __name__ == "__main__":
    sys.exit(main())
