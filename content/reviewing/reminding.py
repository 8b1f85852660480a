"""What the admin's home tells trainers: what somebody must still check before a release."""

from wagtail.admin.ui.components import Component

from content.reviewing.gathering import open_checks

#: So many are named; of the rest only how many there are.
NAMED = 20


class OpenChecksPanel(Component):
    """Shown only when something is open."""

    name = "open_checks"
    template_name = "content/reviewing/open_checks.html"
    order = 60

    def get_context_data(self, parent_context):
        checks = open_checks()
        return {"total": len(checks), "checks": checks[:NAMED], "more": max(0, len(checks) - NAMED)}
