"""/leren/logboek/: what was done at a desk about the reader."""

from django.urls import path

from courses.members.log import views

app_name = "log"
urlpatterns = [path("", views.mine, name="mine")]
