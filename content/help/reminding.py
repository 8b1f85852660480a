"""What the admin's home tells trainers: help numbers that nobody called for half a year, and a copy that is old."""

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from content.editions.documents import digest, frozen
from content.help.copying import current_texts, published
from content.help.numbers import to_check


class NumbersToCallPanel(Component):
    """Shown only when there is something to do."""

    name = "numbers_to_call"
    template_name = "content/help/numbers_to_call.html"
    order = 50

    def get_context_data(self, parent_context):
        page = published()
        if page is None:
            return {}
        document = frozen(page)
        return {
            "numbers": to_check(document["numbers"], on=timezone.localdate()),
            "copy_is_old": digest(document) != current_texts().digest,
            "edit": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        }
