"""An organisation's logo: a small picture, made anew from what was uploaded, without anything else that was in it."""

import hashlib
import warnings
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FOLDER = "looks"
FORMATS = ("PNG", "JPEG", "WEBP")
MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 12_000_000
#: Twice what a page shows, for sharp screens.
BOX = (480, 160)


class NoLogo(ValueError):
    """What was uploaded cannot be a logo; says why and what to do."""


def kept_logo(upload) -> str:
    """Store a logo and return its name in the storage. Raises NoLogo.

    The file is named after its content, so that the same logo is there once, a page may keep it for ever, and nothing
    that another organisation or an older page uses is ever overwritten or removed.
    """
    picture = _opened(upload)
    # the rotation that a telephone noted is applied, then forgotten with the rest
    small = ImageOps.exif_transpose(picture)
    small = small.convert("RGBA" if _transparent(small) else "RGB")
    small.thumbnail(BOX, Image.Resampling.LANCZOS)
    small.info = {}
    target = BytesIO()
    small.save(target, "PNG", optimize=True)
    content = target.getvalue()
    name = f"{FOLDER}/{hashlib.sha256(content).hexdigest()}.png"
    if not default_storage.exists(name):
        written = default_storage.save(name, ContentFile(content))
        if written != name:  # another process was first, with the same content
            default_storage.delete(written)
    return name


def _opened(upload):
    if upload.size > MOST_BYTES:
        raise NoLogo(_("This file is larger than 2 MB. Nothing was changed. Choose a smaller one."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise NoLogo(
                    _("This picture has more than 12 million pixels. Nothing was changed. Choose a smaller one.")
                )
            # half a file is refused here: load() takes it once something else (the PDF of a certificate) told Pillow to
            picture.verify()
            upload.seek(0)
            picture = Image.open(upload, formats=FORMATS)
            picture.load()
    except NoLogo:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError,
            Image.DecompressionBombWarning):  # fmt: skip
        raise NoLogo(
            _("We could not read this file as a picture. Nothing was changed. Choose a PNG, JPEG or WebP file.")
        ) from None
    return picture


def _transparent(picture):
    return picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
