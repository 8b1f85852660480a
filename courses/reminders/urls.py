"""/leren/berichten/: a member's own mails."""

from django.urls import path

from courses.reminders import views

app_name = "reminders"
urlpatterns = [path("", views.mine, name="mine")]
