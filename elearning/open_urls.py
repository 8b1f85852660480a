"""What `elearning.open_pages` answers."""

from django.urls import path

from elearning import display, health, help, look, worksheets

urlpatterns = [
    path("hulp/", help.page, name="help"),
    path("hulp/<str:key>/", help.situation, name="help_situation"),
    path("werkblad/", worksheets.index, name="worksheets"),
    path("werkblad/a/", worksheets.sheet, {"letter": "a"}, name="worksheet-a"),
    path("werkblad/b/", worksheets.sheet, {"letter": "b"}, name="worksheet-b"),
    path("weergave/", display.page, name="display"),
    path("huisstijl/<str:name>", look.sheet, name="look"),
    path("gezond/", health.live, name="live"),
    path("gezond/klaar/", health.ready, name="ready"),
]
