"""/griffie/<code>/leden/inlezen/: reading in a list of members."""

from django.urls import path

from courses.overview import imports

urlpatterns = [
    path("<slug:code>/leden/inlezen/", imports.offer, name="import"),
    path("<slug:code>/leden/inlezen/kolommen/", imports.columns, name="import_columns"),
    path("<slug:code>/leden/inlezen/controle/", imports.check, name="import_check"),
    path("<slug:code>/leden/inlezen/bevestigen/", imports.confirmation, name="import_confirm"),
    path("<slug:code>/leden/inlezen/klaar/", imports.done, name="import_done"),
    path("<slug:code>/leden/inlezen/terug/", imports.undo, name="import_undo"),
]
