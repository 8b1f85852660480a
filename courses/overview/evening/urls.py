"""/griffie/<code>/avond/: a discussion evening."""

from django.urls import path

from courses.overview.evening import views

urlpatterns = [
    path("<slug:code>/avond/", views.sheet, name="evening"),
    path("<slug:code>/avond/dia/<number:number>/", views.slide, name="slide"),
]
