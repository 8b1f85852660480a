"""What makes a page or question previewable as the member's own page."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _


class PreviewedMixin:
    """A preview mode for each screen that a member meets; the phone first, for that is where members read.

    Goes before Wagtail's own classes. The work is in `modes` and `screens`, imported late: they know the pages.
    """

    preview_sizes = [
        {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("As on a phone")},
        {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("As on a tablet")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("As on a computer")},
    ]
    default_preview_size = "phone"

    @property
    def preview_modes(self):
        from content.previews.modes import modes_of

        return modes_of(self)

    def serve_preview(self, request, mode_name):
        """Answer with the screen `mode_name`, or with what is still missing; never with an error."""
        from content.previews.screens import screen_of

        return TemplateResponse(request, "content/preview.html", screen_of(self, mode_name, reader=request.user))
