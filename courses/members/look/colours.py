"""Colours as numbers: hue, lightness, and the contrast of WCAG 2.2. Pure."""

import colorsys
import re
from functools import cache

HEX = re.compile(r"#[0-9a-f]{6}")
WHITE, BLACK = "#ffffff", "#000000"


class NoColour(ValueError):
    """What was given is no colour of the form `#rrggbb`."""


def read(text: str) -> str:
    """Return a colour as `#rrggbb` in lower case; takes it without `#` and with three digits too. Raises NoColour."""
    digits = text.strip().lower().removeprefix("#")
    if re.fullmatch("[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    if not HEX.fullmatch(f"#{digits}"):
        raise NoColour(text)
    return f"#{digits}"


@cache
def luminance(colour: str) -> float:
    """Return the relative luminance (0 black to 1 white), https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def with_lightness(colour: str, lightness: float) -> str:
    """Return the same hue and saturation with another lightness (0 black to 1 white)."""
    hue, _, saturation = colorsys.rgb_to_hls(*_parts(colour))
    parts = colorsys.hls_to_rgb(hue, min(max(lightness, 0), 1), saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def lightness_of(colour: str) -> float:
    return colorsys.rgb_to_hls(*_parts(colour))[1]


def shade(colour: str, *, on: tuple[str, ...], least: float, darker: bool) -> str:
    """Return the colour itself or its nearest darker (lighter) shade with a contrast of `least` with all of `on`."""
    step = -0.01 if darker else 0.01
    lightness, found = lightness_of(colour), colour
    while min(contrast(found, ground) for ground in on) < least and (lightness > 0 if darker else lightness < 1):
        lightness += step
        found = with_lightness(colour, lightness)
    return found


def _parts(colour):
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
