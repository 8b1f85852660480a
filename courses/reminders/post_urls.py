"""/post/: where mail servers tell us things."""

from django.urls import path

from courses.reminders import webhook

app_name = "post"
urlpatterns = [path("terug/", webhook.came_back, name="came_back")]
