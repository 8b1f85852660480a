"""/stijlgids/: the components, for developers."""

from django.urls import path

from elearning.style_guide import views

app_name = "style_guide"
urlpatterns = [
    path("", views.index, name="index"),
    path("brief/", views.mail, name="mail"),
    path("<slug:slug>/", views.specimen, name="first"),
    path("<slug:slug>/<slug:state>/", views.specimen, name="specimen"),
]
