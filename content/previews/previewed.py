"""What makes a page or question previewable as the member's own page."""

from collections.abc import Callable

from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

#: What shows a draft, by name (`modes_of`, `screen_of`): given by `screens` when the app is ready, for it knows the
#: pages, and pages know only this file.
_shows: dict[str, Callable] = {}


def show_with(*, modes_of: Callable, screen_of: Callable) -> None:
    """Let drafts be shown by these two: `modes_of(draft)` and `screen_of(draft, mode, reader=person)`."""
    _shows.update(modes_of=modes_of, screen_of=screen_of)


class PreviewedMixin:
    """A preview mode for each screen that a member meets; the phone first, for that is where members read.

    Goes before Wagtail's own classes. The work is in `modes` and `screens`.
    """

    preview_sizes = [
        {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("As on a phone")},
        {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("As on a tablet")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("As on a computer")},
    ]
    default_preview_size = "phone"

    @property
    def preview_modes(self):
        return _shows["modes_of"](self)

    def serve_preview(self, request, mode_name):
        """Answer with the screen `mode_name`, or with what is still missing; never with an error."""
        context = _shows["screen_of"](self, mode_name, reader=request.user)
        return TemplateResponse(request, "content/preview.html", context)
