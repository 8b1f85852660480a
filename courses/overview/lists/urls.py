"""/griffie/<code>/leden/inlezen/: reading in a list of members."""

from django.urls import path

from courses.overview.lists import views

urlpatterns = [
    path("<slug:code>/leden/inlezen/", views.offer, name="import"),
    path("<slug:code>/leden/inlezen/kolommen/", views.columns, name="import_columns"),
    path("<slug:code>/leden/inlezen/controle/", views.check, name="import_check"),
    path("<slug:code>/leden/inlezen/bevestigen/", views.confirmation, name="import_confirm"),
    path("<slug:code>/leden/inlezen/klaar/", views.done, name="import_done"),
    path("<slug:code>/leden/inlezen/terug/", views.undo, name="import_undo"),
]
