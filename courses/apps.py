from django.apps import AppConfig
from django.urls import register_converter


class CoursesConfig(AppConfig):
    """The register: who must learn what, what they did, what can be proved."""

    name = "courses"

    def ready(self):
        from content.sheets import own
        from courses.addresses import RowNumber
        from courses.members.local.reachable import on_sheets

        register_converter(RowNumber, "number")
        own.ask(on_sheets)
