"""What `elearning.open_pages` answers."""

from django.urls import path

from elearning import display, health, help

urlpatterns = [
    path("hulp/", help.page, name="help"),
    path("weergave/", display.page, name="display"),
    path("gezond/", health.live, name="live"),
    path("gezond/klaar/", health.ready, name="ready"),
]
