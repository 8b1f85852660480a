"""/griffie/<code>/leden/: who is a member, and what can be done."""

from django.urls import path

from courses.overview.people import adding, members

urlpatterns = [
    path("<slug:code>/leden/", members.members, name="members"),
    path("<slug:code>/leden/nieuw/", adding.add, name="member_add"),
    path("<slug:code>/leden/<number:pk>/", members.member, name="member"),
    path("<slug:code>/leden/<number:pk>/opvolger/", adding.successor, name="successor"),
    path("<slug:code>/leden/<number:pk>/<slug:act>/", members.act, name="member_act"),
]
