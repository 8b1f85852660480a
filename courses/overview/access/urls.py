"""/griffie/<code>/toegang/ and /griffie/<code>/logboek/: who has access, and what was done."""

from django.urls import path

from courses.overview.access import log, views

urlpatterns = [
    path("<slug:code>/toegang/", views.accesses, name="access"),
    path("<slug:code>/toegang/geven/", views.give, name="access_give"),
    path("<slug:code>/toegang/overdragen/", views.hand_over, name="hand_over"),
    path("<slug:code>/toegang/<number:pk>/einde/", views.end, name="access_end"),
    path("<slug:code>/logboek/", log.log, name="log"),
]
