"""/griffie/<code>/verslag/namen/, and the list itself under its year."""

from django.urls import path

from courses.overview.names import views

urlpatterns = [
    path("<slug:code>/verslag/namen/", views.names, name="names"),
    path("<slug:code>/<number:year>/lijst.csv", views.export, {"kind": "csv"}, name="csv"),
    path("<slug:code>/<number:year>/lijst.xlsx", views.export, {"kind": "xlsx"}, name="xlsx"),
]
