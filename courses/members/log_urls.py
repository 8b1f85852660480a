"""/leren/logboek/: what was done at a desk about the reader."""

from django.urls import path

from courses.members import log_views

app_name = "log"
urlpatterns = [path("", log_views.mine, name="mine")]
