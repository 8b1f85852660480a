"""Pictures of an edition: own copies, named after the original's SHA-256, never overwritten and never deleted.

A document says which picture it shows and how large that stands on the page; it does not say which copies of it there
are. That is a fact of the storage: a Pillow without AVIF writes fewer, a later one adds what is missing, and neither
makes an old page look changed. So the name holds the digest of the original, and a page offers what is there.

Copies carry no EXIF (place, device, owner); its rotation is applied first.
"""

import hashlib
from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import ExifTags, Image, ImageOps, features

FOLDER = "frozen"
#: Width in pixels of the copy that there always is, in WebP and in `fallback`; a smaller original keeps its own width.
WIDTH = 800
#: Widths that come besides, where the original has them: a small phone; a column of 42rem on a sharp screen.
WIDTHS = (400, WIDTH, 1200)
#: What is offered, best first; how it is written. Drawings of our kind look the same as the original at these values.
FORMATS = {"avif": {"quality": 60, "speed": 6}, "webp": {"quality": 82}}
FALLBACKS = {"png": ("PNG", {"optimize": True}), "jpg": ("JPEG", {"quality": 82})}
#: No side may be longer: the limit of WebP.
LONGEST = 16_383
_TURNED = (5, 6, 7, 8)  # EXIF orientations that lie on their side


class MissingPicture(Exception):
    """The original file is gone or is no picture."""


class TooLarge(Exception):
    """The original has more pixels than we take in, or is too long for a page."""


def has_avif() -> bool:
    """Say whether this Pillow can write AVIF; without it new pictures come as WebP only."""
    return features.check("avif")


def frozen_picture(image) -> dict:
    """Copy a Wagtail image for good; return {"original", "fallback", "width", "height"}.

    `original` is the SHA-256 of the uploaded file, `fallback` "png" (drawings, transparency) or "jpg" (photographs);
    width and height are those of the copy that there always is, in pixels. Raises MissingPicture, TooLarge.
    """
    try:
        with image.file.storage.open(image.file.name) as original:
            content = original.read()
        with Image.open(BytesIO(content)) as picture:
            size = _upright_size(picture)
    except Image.DecompressionBombError:
        raise TooLarge(image.title) from None
    except (OSError, SyntaxError, ValueError):  # UnidentifiedImageError is an OSError
        raise MissingPicture(image.title) from None
    fallback = "jpg" if image.file.name.lower().endswith((".jpg", ".jpeg")) else "png"
    width, height = _scaled(size, WIDTH)
    if (
        size[0] * size[1] > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
        or max(height, *_scaled(size, max(WIDTHS))) > LONGEST
    ):
        raise TooLarge(image.title)
    frozen = {"original": hashlib.sha256(content).hexdigest(), "fallback": fallback, "width": width, "height": height}
    missing = {path: how for path, how in _wanted(frozen, size[0]).items() if not default_storage.exists(path)}
    if missing:
        picture = _decoded(content, image.title, opaque=fallback == "jpg")
        for path, (width, form, options) in missing.items():
            _keep(path, picture.resize(_scaled(size, width), Image.Resampling.LANCZOS), form, options)
    return frozen


def copies_of(frozen: dict) -> dict:
    """Return what a page may offer of a frozen picture: {"sources": [{"type", "srcset"}], "fallback"}, as addresses.

    Asks the storage which copies there are. Best format first; formats of which nothing is there are left out.
    """
    sources = []
    for extension in FORMATS:
        found = [
            f"{default_storage.url(path)} {min(width, frozen['width']) if width == WIDTH else width}w"
            for width in WIDTHS
            if default_storage.exists(path := _name(frozen, width, extension))
        ]
        if found:
            sources.append({"type": f"image/{extension}", "srcset": ", ".join(found)})
    return {"sources": sources, "fallback": default_storage.url(_name(frozen, WIDTH, frozen["fallback"]))}


def always_there(frozen: dict) -> list[str]:
    """Return the names in storage of the copies without which a frozen picture cannot be shown as it should."""
    return [_name(frozen, WIDTH, "webp"), _name(frozen, WIDTH, frozen["fallback"])]


def _name(frozen, width, extension):
    return f"{FOLDER}/{frozen['original']}.w{width}.{extension}"


def _wanted(frozen, original_width):
    """Return {name: (width, format, options)} of the copies to be written; nothing is made wider than it was."""
    widths = [width for width in WIDTHS if width == WIDTH or width < frozen["width"] or WIDTH < width <= original_width]
    formats = {extension: how for extension, how in FORMATS.items() if extension != "avif" or has_avif()}
    copies = {
        _name(frozen, width, extension): (width, extension.upper(), how)
        for width in widths
        for extension, how in formats.items()
    }
    return copies | {_name(frozen, WIDTH, frozen["fallback"]): (WIDTH, *FALLBACKS[frozen["fallback"]])}


def _upright_size(picture):
    width, height = picture.size
    turned = picture.getexif().get(ExifTags.Base.Orientation) in _TURNED
    return (height, width) if turned else (width, height)


def _scaled(size, width):
    width = min(size[0], width)
    return width, max(1, round(size[1] * width / size[0]))


def _decoded(content, title, *, opaque):
    """Return the picture upright, in a mode that every format knows, without the original's metadata."""
    try:
        picture = Image.open(BytesIO(content))
        # a JPEG is decoded at a half or a quarter where that is large enough: less memory and less time
        picture.draft(None, (max(WIDTHS),) * 2)
        picture = ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError):
        raise MissingPicture(title) from None
    transparent = not opaque and (picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info)
    drawable = picture.convert("RGBA" if transparent else "RGB")
    drawable.info = {}
    return drawable


def _keep(path, picture, form, options):
    target = BytesIO()
    picture.save(target, form, **options)
    written = default_storage.save(path, ContentFile(target.getvalue()))
    if written != path:  # another process was first; both copies show the same
        default_storage.delete(written)
