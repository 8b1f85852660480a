"""An organisation's own colour: from one hue to a style sheet that sets only the accents.

The sheet is a pure function of the colour, and so is its address: the colour and a digest of the sheet. It may be kept
for ever, needs no look-up, and the policy of the pages stays `style-src 'self'`.
"""

import hashlib
from functools import lru_cache

from courses.members.look.colours import WHITE, contrast, lightness_of, shade, with_lightness

PREFIX = "/huisstijl/"
#: Text on white must be readable in the organisation's colour (WCAG 1.4.3).
LEAST = 4.5
#: Grounds on which the accents stand, from tokens.css; a test holds them together.
LIGHT = {"document": "#ffffff", "subtle": "#f4f6f7", "default": "#e9eef0"}
DARK = {"document": "#0f181d", "subtle": "#17232a", "default": "#0a1115"}
ON_DARK_PANEL = "#eef6f8"


class Unreadable(ValueError):
    """The colour has too little contrast; `nearest` is the nearest shade that has enough."""

    def __init__(self, colour):
        super().__init__(colour)
        self.nearest = shade(colour, on=(WHITE,), least=LEAST, darker=True)


def checked(colour: str) -> str:
    """Return `colour` (`#rrggbb`); raises Unreadable when white text on it cannot be read."""
    if contrast(colour, WHITE) < LEAST:
        raise Unreadable(colour)
    return colour


def address_of(colour: str) -> str:
    """Return the address of the sheet of an accepted colour."""
    return f"{PREFIX}{colour[1:]}-{_digest(colour)}.css"


def sheet_at(name: str) -> str | None:
    """Return the sheet whose address ends in `name`; None when there is none, or another release made it otherwise."""
    colour = f"#{name[:6]}"
    try:
        known = name == f"{colour[1:]}-{_digest(colour)}.css" and contrast(colour, WHITE) >= LEAST
    except ValueError:
        return None
    return sheet_of(colour) if known else None


@lru_cache(maxsize=1024)
def _digest(colour):
    return hashlib.sha256(sheet_of(colour).encode()).hexdigest()[:16]


@lru_cache(maxsize=1024)
def sheet_of(colour: str) -> str:
    """Return the style sheet of a colour (`#rrggbb`): accents in light and in dark. Paper keeps the product's own."""
    light, dark = _declared(light_tokens(colour)), _declared(dark_tokens(colour))
    return (
        "@layer tokens {\n"
        f"@media screen {{ :root {{ {light} }} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {dark} }} }}\n"
        f"@media screen {{ :root[data-theme=dark] {{ {dark} }} }}\n"
        "}\n"
    )


def light_tokens(colour: str) -> dict[str, str]:
    """Return the accents of the light theme by the names of their tokens."""
    info = with_lightness(colour, 0.94)
    accent = shade(colour, on=(*LIGHT.values(), info), least=LEAST, darker=True)
    deep = with_lightness(accent, lightness_of(accent) * 0.72)
    return {
        "--basis-color-action-1-color-default": accent,
        "--basis-color-action-1-color-hover": deep,
        "--basis-color-action-1-inverse-color-default": WHITE,
        "--basis-color-accent-1-inverse-bg-default": accent,
        "--basis-color-accent-1-inverse-color-default": WHITE,
        "--basis-color-accent-1-inverse-color-subtle": _soft(accent, 0.88),
        "--basis-color-info-bg-default": info,
        **_drawing(accent, tone=accent, night=accent, panel=accent, deep=deep),
    }


def dark_tokens(colour: str) -> dict[str, str]:
    """Return the accents of the dark theme by the names of their tokens."""
    info = with_lightness(colour, 0.11)
    accent = shade(with_lightness(colour, 0.6), on=(*DARK.values(), info), least=7, darker=False)
    panel = shade(with_lightness(colour, 0.16), on=(ON_DARK_PANEL,), least=9, darker=True)
    return {
        "--basis-color-action-1-color-default": accent,
        "--basis-color-action-1-color-hover": with_lightness(accent, (1 + lightness_of(accent)) / 2),
        "--basis-color-action-1-inverse-color-default": shade(
            with_lightness(colour, 0.09), on=(accent,), least=LEAST, darker=True
        ),
        "--basis-color-accent-1-inverse-bg-default": panel,
        "--basis-color-accent-1-inverse-color-default": ON_DARK_PANEL,
        "--basis-color-accent-1-inverse-color-subtle": _soft(panel, 0.8),
        "--basis-color-info-bg-default": info,
        **_drawing(colour, tone=shade(accent, on=(DARK["document"],), least=3, darker=False),
                   night=with_lightness(colour, 0.13), panel=panel, deep=with_lightness(colour, 0.16)),
    }  # fmt: skip


def _drawing(colour, *, tone, night, panel, deep):
    """Drawings on the page and on the panel; the panel's button is dark on light in both themes."""
    return {
        "--wia-illustration-tone-color": tone,
        "--wia-illustration-night-color": night,
        "--wia-panel-line-color": shade(with_lightness(colour, 0.88), on=(panel,), least=3, darker=False),
        "--wia-panel-tone-color": shade(with_lightness(colour, 0.72), on=(panel,), least=3, darker=False),
        "--wia-panel-night-color": deep,
        "--wia-panel-button-color": shade(deep, on=(ON_DARK_PANEL, _soft(panel, 0.8)), least=LEAST, darker=True),
    }


def _soft(ground, lightness):
    return shade(with_lightness(ground, lightness), on=(ground,), least=LEAST, darker=False)


def _declared(tokens):
    return " ".join(f"{name}: {value};" for name, value in tokens.items())
