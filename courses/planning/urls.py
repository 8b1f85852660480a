"""/leren/: the list of what to do; the lessons themselves are the next room's."""

from django.urls import path

from courses.planning import views

app_name = "planning"
urlpatterns = [path("", views.home, name="home")]
