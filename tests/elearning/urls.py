"""The site's addresses and two of the tests' own: a page that takes an answer, and one that finds no database."""

from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from elearning import urls
from elearning.urls import handler400, handler403, handler404, handler429, handler500  # noqa: F401

#: What came in at /leren/proef/: who sent which words.
answers = []

PAGE = """{% extends "base.html" %}{% block title %}Proef{% endblock %}{% block main %}<div class="column flow">
<h1>Proefvraag</h1><form method="post">{% csrf_token %}<label>Uw antwoord <input name="antwoord"></label>
<button class="btn">Verstuur</button></form></div>{% endblock %}"""


@login_required
def trial(request):
    if request.method == "POST":
        answers.append((request.user.email, request.POST.getlist("antwoord")))
        return HttpResponse("<!DOCTYPE html><html lang=nl><title>Binnen</title><h1>Antwoord binnen</h1></html>")
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


def no_database(request):
    raise OperationalError("could not connect to server")


def broken(request):
    raise ZeroDivisionError


urlpatterns = [
    path("leren/proef/", trial),
    path("leren/zonder-database/", no_database),
    path("leren/kapot/", broken),
    *urls.urlpatterns,
]
