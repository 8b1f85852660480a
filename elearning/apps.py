from django.apps import AppConfig


class ElearningConfig(AppConfig):
    """The front door: puts content and courses together; nobody imports it."""

    name = "elearning"
