"""Pictures of an edition: in several widths and formats, upright, without what the camera noted, and written once."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from PIL import Image as Picture
from wagtail.images import get_image_model

from content import checks
from content.editions import pictures
from content.editions.pictures import MissingPicture, TooLarge, always_there, copies_of, frozen_picture

pytestmark = pytest.mark.django_db


def image(name, picture, form, **options):
    """A Wagtail image made of `picture`."""
    target = BytesIO()
    picture.save(target, form, **options)
    target.seek(0)
    return get_image_model().objects.create(title=name, file=ImageFile(target, name=name))


def copies(frozen):
    """Every copy by the end of its name: {"w400.avif": picture}."""
    names = [name for name in default_storage.listdir("frozen")[1] if name.startswith(frozen["original"])]
    return {name.partition(".")[2]: Picture.open(default_storage.open(f"frozen/{name}")) for name in names}


def test_a_photograph_is_small_upright_and_tells_nothing():
    exif = Picture.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x8825] = {1: "N", 2: (52.0, 5.0, 0.0)}  # where it was taken
    exif[0x010F] = "Merk van de camera"
    photograph = Picture.new("RGB", (4000, 2500), "white")
    photograph.paste("black", (0, 0, 2000, 2500))  # the left half, which a quarter turn brings to the top
    frozen = frozen_picture(image("foto.jpg", photograph, "JPEG", exif=exif))
    assert (frozen["width"], frozen["height"], frozen["fallback"]) == (800, 1280, "jpg")
    found = copies(frozen)
    sizes = {"w400": (400, 640), "w800": (800, 1280), "w1200": (1200, 1920)}
    assert set(found) == {f"{width}.{form}" for width in sizes for form in ("avif", "webp")} | {"w800.jpg"}
    for name, copy in found.items():
        assert copy.size == sizes[name.partition(".")[0]] and not copy.getexif() and "exif" not in copy.info
        top, bottom = (copy.convert("L").getpixel((copy.width // 2, y)) for y in (5, copy.height - 5))
        assert top < 20 and bottom > 235, name


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "I;16"])
def test_drawings_of_every_kind_are_kept(mode):
    source = (
        Picture.new("RGBA", (40, 20), (0, 0, 0, 0)).convert(mode) if mode != "I;16" else Picture.new(mode, (40, 20))
    )
    frozen = frozen_picture(image("tekening.png", source, "PNG"))
    assert (frozen["width"], frozen["height"], frozen["fallback"]) == (40, 20, "png")
    found = copies(frozen)
    assert set(found) == {"w800.avif", "w800.webp", "w800.png"}
    for copy in found.values():
        assert copy.size == (40, 20)
        if mode == "RGBA":
            assert copy.convert("RGBA").getpixel((1, 1))[3] == 0


@pytest.mark.parametrize(
    ("original", "offered"),
    [(400, "400w"), (700, "400w 700w"), (800, "400w 800w"), (1199, "400w 800w"), (1200, "400w 800w 1200w")],
)
def test_nothing_is_made_wider_than_it_was_and_a_page_says_how_wide(original, offered):
    frozen = frozen_picture(image("tekening.png", Picture.new("RGB", (original, 20), "#123"), "PNG"))
    for source in copies_of(frozen)["sources"]:
        assert " ".join(part.split()[1] for part in source["srcset"].split(", ")) == offered
    for name, copy in copies(frozen).items():
        assert copy.width == min(original, int(name.partition(".")[0][1:]))


def test_without_avif_there_is_webp_and_the_document_is_the_same(monkeypatch):
    """A new Pillow may add copies; it may not make an old page look changed."""
    drawing = image("tekening.png", Picture.new("RGB", (900, 20), "#123"), "PNG")
    monkeypatch.setattr(pictures, "has_avif", lambda: False)
    poor = frozen_picture(drawing)
    assert [source["type"] for source in copies_of(poor)["sources"]] == ["image/webp"]
    monkeypatch.undo()
    assert frozen_picture(drawing) == poor
    assert [source["type"] for source in copies_of(poor)["sources"]] == ["image/avif", "image/webp"]


def test_a_copy_is_written_once():
    drawing = image("tekening.png", Picture.new("RGB", (40, 20), "#123"), "PNG")
    frozen = frozen_picture(drawing)
    for name in always_there(frozen):
        default_storage.delete(name)
        default_storage.save(name, ImageFile(BytesIO(b"first"), name="x"))
    assert frozen_picture(drawing) == frozen
    assert [default_storage.open(name).read() for name in always_there(frozen)] == [b"first"] * 2


def test_a_picture_named_as_a_photograph_has_no_transparency():
    drawing = image("tekening.png", Picture.new("RGBA", (41, 20), (0, 0, 0, 0)), "PNG")
    drawing.file.name = default_storage.save("original_images/toch.jpg", drawing.file.file)
    assert set(copies(frozen_picture(drawing))) == {"w800.avif", "w800.webp", "w800.jpg"}


def test_a_file_that_is_gone_is_said():
    drawing = image("tekening.png", Picture.new("RGB", (40, 20), "#123"), "PNG")
    drawing.file.storage.delete(drawing.file.name)
    with pytest.raises(MissingPicture):
        frozen_picture(drawing)


@pytest.mark.parametrize("size", [(4001, 3000), (20, 16_500), (300, 300)])
def test_a_file_that_is_too_large_is_said_before_it_is_unpacked(size, monkeypatch):
    """More than 12 million pixels, longer than WebP can be, and what Pillow takes for a bomb."""
    drawing = image("tekening.png", Picture.new("1", size), "PNG")
    monkeypatch.setattr(pictures, "_decoded", None)
    if size == (300, 300):
        monkeypatch.setattr(Picture, "MAX_IMAGE_PIXELS", 30_000)
    with pytest.raises(TooLarge):
        frozen_picture(drawing)


def test_a_server_without_avif_says_so(monkeypatch):
    assert checks.pictures_come_as_avif() == []
    monkeypatch.setattr(checks, "has_avif", lambda: False)
    assert [message.id for message in checks.pictures_come_as_avif()] == ["content.I001"]
