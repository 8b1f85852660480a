from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The register: who must learn what, what they did, what can be proved."""

    name = "courses"
