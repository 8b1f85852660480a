"""/griffie/<code>/: who is a member, who has access, and what was done."""

from django.urls import path

from courses.overview import accesses, adding, logs, members

urlpatterns = [
    path("<slug:code>/leden/", members.members, name="members"),
    path("<slug:code>/leden/nieuw/", adding.add, name="member_add"),
    path("<slug:code>/leden/<number:pk>/", members.member, name="member"),
    path("<slug:code>/leden/<number:pk>/opvolger/", adding.successor, name="successor"),
    path("<slug:code>/leden/<number:pk>/<slug:act>/", members.act, name="member_act"),
    path("<slug:code>/toegang/", accesses.accesses, name="access"),
    path("<slug:code>/toegang/geven/", accesses.give, name="access_give"),
    path("<slug:code>/toegang/overdragen/", accesses.hand_over, name="hand_over"),
    path("<slug:code>/toegang/<number:pk>/einde/", accesses.end, name="access_end"),
    path("<slug:code>/logboek/", logs.log, name="log"),
]
