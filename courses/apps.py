from django.apps import AppConfig
from django.urls import register_converter


class CoursesConfig(AppConfig):
    """The register: who must learn what, what they did, what can be proved."""

    name = "courses"

    def ready(self):
        from courses.addresses import RowNumber

        register_converter(RowNumber, "number")
