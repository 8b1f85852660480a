"""What stands beside the fields of a programme in the admin."""

from django.utils import timezone
from wagtail.admin.panels import Panel

from courses.planning.examples import examples


class ExamplesPanel(Panel):
    """The saved programme as sentences with dates; a new one as its defaults would be."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/planning/admin/examples.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            programme, today = self.instance, timezone.localdate()
            context["saved"] = programme.pk is not None
            programme.starts_on = programme.starts_on or today
            year = max(today.year + 1, programme.starts_on.year)
            return context | {"examples": list(examples(programme, year=year))}
