"""/leren/kaart/: the card; here, because all that stands on it is this room's and each other room may lead to it."""

from django.urls import path

from courses.members.local import views

app_name = "members"
urlpatterns = [path("", views.card, name="card")]
