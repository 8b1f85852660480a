"""Pictures of an edition: small, upright, without what the camera noted, and written once."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from PIL import Image as Picture
from wagtail.images import get_image_model

from content.editions.pictures import MissingPicture, frozen_picture

pytestmark = pytest.mark.django_db


def image(name, picture, form, **options):
    """A Wagtail image made of `picture`."""
    target = BytesIO()
    picture.save(target, form, **options)
    target.seek(0)
    return get_image_model().objects.create(title=name, file=ImageFile(target, name=name))


def copies(frozen):
    return [Picture.open(default_storage.open(frozen[name])) for name in ("file", "fallback")]


def test_a_photograph_is_small_upright_and_tells_nothing():
    exif = Picture.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x8825] = {1: "N", 2: (52.0, 5.0, 0.0)}  # where it was taken
    exif[0x010F] = "Merk van de camera"
    frozen = frozen_picture(image("foto.jpg", Picture.new("RGB", (1600, 1000), "#357"), "JPEG", exif=exif))
    assert (frozen["width"], frozen["height"]) == (800, 1280)
    assert frozen["fallback"].endswith(".w800.jpg") and frozen["file"].endswith(".w800.webp")
    for copy in copies(frozen):
        assert copy.size == (800, 1280) and not copy.getexif()


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "I;16"])
def test_drawings_of_every_kind_are_kept(mode):
    source = (
        Picture.new("RGBA", (40, 20), (0, 0, 0, 0)).convert(mode) if mode != "I;16" else Picture.new(mode, (40, 20))
    )
    frozen = frozen_picture(image("tekening.png", source, "PNG"))
    assert (frozen["width"], frozen["height"]) == (40, 20)
    for copy in copies(frozen):
        assert copy.size == (40, 20)
        if mode == "RGBA":
            assert copy.convert("RGBA").getpixel((1, 1))[3] == 0


def test_a_copy_is_written_once():
    drawing = image("tekening.png", Picture.new("RGB", (40, 20), "#123"), "PNG")
    frozen = frozen_picture(drawing)
    default_storage.delete(frozen["file"])
    default_storage.save(frozen["file"], ImageFile(BytesIO(b"first"), name="x"))
    assert frozen_picture(drawing) == frozen
    assert default_storage.open(frozen["file"]).read() == b"first"


def test_a_file_that_is_gone_is_said():
    drawing = image("tekening.png", Picture.new("RGB", (40, 20), "#123"), "PNG")
    drawing.file.storage.delete(drawing.file.name)
    with pytest.raises(MissingPicture):
        frozen_picture(drawing)
