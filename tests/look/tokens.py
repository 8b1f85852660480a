"""The colours that tokens.css declares, as a browser resolves them, and how much two of them differ."""

import re

from django.contrib.staticfiles import finders

HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})$")
LIGHT, DARK_SYSTEM, DARK_CHOSEN = (
    ":root {",
    ":root:not([data-theme=light]) {",
    ":root[data-theme=dark] {",
)


def sheet() -> str:
    with open(finders.find("elearning/css/tokens.css"), encoding="utf-8") as file:
        return re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)


def declared(css: str, selector: str) -> dict[str, str]:
    """The custom properties of the first block with this selector."""
    block = css[css.index(selector) :].partition("{")[2].partition("}")[0]
    return {name: value.strip().lower() for name, value in re.findall(r"(--[\w-]+)\s*:\s*([^;]+);", block)}


def resolved(tokens: dict[str, str]) -> dict[str, str]:
    """The colours among the tokens, as #rrggbb; one that names another token has that one's."""
    found = {}
    for name, value in tokens.items():
        while follows := re.fullmatch(r"var\((--[\w-]+)\)", value):
            value = tokens[follows[1]]
        if HEX.match(value):
            found[name] = value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])
    return found


def themes(css: str) -> dict[str, dict[str, str]]:
    light = declared(css, LIGHT)
    return {"light": resolved(light), "dark": resolved(light | declared(css, DARK_SYSTEM))}


def token(name: str) -> str:
    return name if name.startswith("--") else f"--basis-color-{name}"


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
