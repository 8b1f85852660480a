"""/leren/agenda/ for who is signed in, /agenda/ for calendars that come by themselves with their secret address."""

from django.urls import path

from courses.reminders import calendar_views

app_name = "calendar"
urlpatterns = [
    path("leren/agenda/", calendar_views.mine, name="mine"),
    path("leren/agenda/maak/", calendar_views.make, name="make"),
    path("leren/agenda/vernieuw/", calendar_views.renew, name="renew"),
    path("leren/agenda/trek-in/", calendar_views.withdraw, name="withdraw"),
    path("leren/agenda/<number:module>.ics", calendar_views.file, name="file"),
    path("leren/agenda/volgende/<number:module>.ics", calendar_views.opening, name="opening"),
    path("agenda/<str:token>.ics", calendar_views.feed, name="feed"),
]
