"""Content's door to the admin."""

from wagtail.snippets.models import register_snippet

from content.viewsets import VIEWSETS

for viewset in VIEWSETS:
    register_snippet(viewset)
