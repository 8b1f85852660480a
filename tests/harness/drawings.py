"""`make drawings`: the pictures of the starter modules, drawn anew from their sources.

`content/starter/drawings/<module>.svg` becomes `<module>/images/voorplaat.png`, the picture at the top of a module;
`<module>.<name>.svg` becomes `<module>/images/<name>.png`. Colours stand in the source as they are in the light theme,
for a picture has one look. What already looks like its source keeps its bytes: another Chromium lays the edge of a line
a little differently, and that is no reason for a new file.
"""

import os
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

from tests.harness.chromium import launch
from tests.harness.tools import MissingTool

STARTER = Path(__file__).resolve().parent.parent.parent / "content" / "starter"
SOURCES = STARTER / "drawings"
#: Two inks and their tints need no more; the edges of lines are the in-betweens.
COLOURS = 64
#: As much of 255 may a point differ, and this share of all points more, for a picture to look like its source.
NEAR, STRAY = 40, 0.0002


def picture_of(source: Path) -> Path:
    """Return where the picture drawn from `source` stands."""
    module, _, name = source.stem.partition(".")
    return STARTER / module / "images" / f"{name or 'voorplaat'}.png"


def draw(browser: Browser, source: Path) -> Image.Image:
    """Return the drawing in `source` as a picture in few colours, at the size that its SVG states."""
    page = browser.new_page()
    try:
        page.set_content(f'<body style="margin: 0">{source.read_text(encoding="utf-8")}</body>')
        drawn = page.locator("svg").screenshot(animations="disabled")
    finally:
        page.close()
    with Image.open(BytesIO(drawn)) as picture:
        return picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)


def looks_like(picture: Image.Image, kept: Path) -> bool:
    """Say whether `kept` already shows `picture`."""
    try:
        with Image.open(kept) as other:
            if other.size != picture.size:
                return False
            differs = ImageChops.difference(picture.convert("RGB"), other.convert("RGB"))
    except FileNotFoundError:
        return False
    red, green, blue = differs.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
    return sum(most[NEAR:]) <= STRAY * sum(most)


def main() -> int:
    """Draw every source whose picture does not look like it; return 2 when there is no browser to draw with."""
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            for source in sorted(SOURCES.glob("*.svg")):
                picture, target = draw(browser, source), picture_of(source)
                if looks_like(picture, target):
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                picture.save(target, optimize=True)
                print(f"{os.path.relpath(target)}: {target.stat().st_size // 1024} kB")
            browser.close()
    except MissingTool as missing:
        print(missing, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
