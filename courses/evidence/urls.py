"""/leren/bewijs/: certificates."""

from django.urls import path

from courses.evidence import views

app_name = "evidence"
urlpatterns = [
    path("<number:edition>/", views.certificate, name="certificate"),
    path("<number:edition>/certificaat.pdf", views.certificate_pdf, name="pdf"),
]
