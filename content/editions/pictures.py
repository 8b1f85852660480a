"""Pictures of an edition: own copies, named after the original's SHA-256, never overwritten and never deleted.

The name holds the digest of the original and not of the copy, so that a new Pillow does not make an old picture look
changed. Copies carry no EXIF (place, device, owner); its rotation is applied first.
"""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps, UnidentifiedImageError

FOLDER = "frozen"
WIDTH = 800  # CSS pixels; the reading column is narrower
SPEC = f"w{WIDTH}"


class MissingPicture(Exception):
    """The original file is gone or is no picture."""


def frozen_picture(image) -> dict:
    """Copy a Wagtail image for good; return {"file", "fallback", "width", "height"} (names in storage; pixels).

    `file` is WebP, `fallback` PNG (drawings, transparency) or JPEG (photographs). Raises MissingPicture.
    """
    try:
        with image.file.storage.open(image.file.name) as original:
            content = original.read()
        picture = ImageOps.exif_transpose(Image.open(BytesIO(content)))
    except (OSError, UnidentifiedImageError):
        raise MissingPicture(image.title) from None
    photograph = image.file.name.lower().endswith((".jpg", ".jpeg"))
    extension, fallback_format = ("jpg", "JPEG") if photograph else ("png", "PNG")
    name = f"{FOLDER}/{hashlib.sha256(content).hexdigest()}.{SPEC}"
    width = min(picture.width, WIDTH)
    height = max(1, round(picture.height * width / picture.width))
    copies = {f"{name}.webp": "WEBP", f"{name}.{extension}": fallback_format}
    missing = {path: form for path, form in copies.items() if not default_storage.exists(path)}
    if missing:
        small = _drawable(picture, photograph).resize((width, height), Image.Resampling.LANCZOS)
        for path, form in missing.items():
            _keep(path, small, form)
    return {"file": f"{name}.webp", "fallback": f"{name}.{extension}", "width": width, "height": height}


def _drawable(picture, photograph):
    """A fresh picture in a mode that both formats know, without the original's metadata."""
    transparent = not photograph and (picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info)
    drawable = picture.convert("RGBA" if transparent else "RGB")
    drawable.info = {}
    return drawable


def _keep(path, picture, form):
    target = BytesIO()
    picture.save(target, form, **({"quality": 82} if form != "PNG" else {"optimize": True}))
    written = default_storage.save(path, ContentFile(target.getvalue()))
    if written != path:  # another process was first; both copies show the same
        default_storage.delete(written)
