"""/griffie/<code>/leden/inlezen/: reading in a list of members."""

from django.urls import path

from courses.overview import imports

urlpatterns = [
    path("", imports.offer, name="import"),
    path("kolommen/", imports.columns, name="import_columns"),
    path("controle/", imports.check, name="import_check"),
    path("bevestigen/", imports.confirmation, name="import_confirm"),
    path("klaar/", imports.done, name="import_done"),
    path("terug/", imports.undo, name="import_undo"),
]
