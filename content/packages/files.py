"""The files of a package: read within bounds, each problem in words."""

import yaml
from django.utils.translation import gettext as _

LARGEST_FILE = 1024 * 1024
LARGEST_IMAGE = 300 * 1024
IMAGE_EXTENSIONS = (".png", ".jpg", ".jpeg", ".webp")


class _Loader(yaml.SafeLoader):
    """YAML without references: a small file cannot swell into a large one."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError(_("references (*name) are not possible."))
        return super().compose_node(parent, index)


def read_yaml(checker, folder, name, missing=None):
    """Return the content of one file, or `missing` when a file that may be absent is absent."""
    path = (folder / name).resolve()
    if folder not in path.parents:
        return checker.wrong(name, _("this file lies outside the package."))
    if not path.is_file():
        return missing if missing is not None else checker.wrong(name, _("this file is missing."))
    if path.stat().st_size > LARGEST_FILE:
        return checker.wrong(name, _("this file is larger than 1 MB."))
    try:
        return yaml.load(path.read_text("utf-8"), _Loader)
    except UnicodeDecodeError:
        return checker.wrong(name, _("this file is not UTF-8."))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(error, "problem_mark", None)
        place = _("%(name)s, line %(line)s") % {"name": name, "line": line.line + 1} if line else name
        return checker.wrong(
            place, _("this is not readable YAML (%(why)s).") % {"why": getattr(error, "problem", error)}
        )


def check_image(checker, folder, place, name):
    """Note a problem when `name` is no picture in the folder that may be loaded."""
    path = (folder / name).resolve()
    if folder not in path.parents or not path.is_file():
        checker.wrong(place, _("“%(name)s” is not in this package.") % {"name": name})
    elif path.suffix.lower() not in IMAGE_EXTENSIONS:
        checker.wrong(place, _("“%(name)s”: a picture is .png, .jpg or .webp.") % {"name": name})
    elif path.stat().st_size > LARGEST_IMAGE:
        checker.wrong(place, _("“%(name)s”: a picture is at most 300 KB.") % {"name": name})
    elif not is_picture(path):
        checker.wrong(place, _("“%(name)s” cannot be read as a picture.") % {"name": name})


def is_picture(path) -> bool:
    """Say whether Pillow can read the file."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            picture.verify()
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return False
    return True
