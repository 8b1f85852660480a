"""/griffie/<code>/ and /griffie/<code>/<year>/: the newest year and each year, for one module and for all."""

from django.urls import path

from courses.overview.year import modules, views

urlpatterns = [
    path("<slug:code>/", views.overview, name="newest"),
    path("<slug:code>/<number:year>/", views.overview, name="year"),
    path("<slug:code>/<number:year>/modules/", modules.modules, name="modules"),
]
