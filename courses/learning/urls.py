"""/leren/<edition>/…: what a member reads and answers."""

from django.urls import path

from courses.learning.views import cover, dilemma, lesson, quiz, result

app_name = "learning"
urlpatterns = [
    path("onderdeel/<number:page>/", cover.page, name="page"),
    path("<number:edition>/", cover.cover, name="cover"),
    path("<number:edition>/klaar/", result.result, name="result"),
    path("<number:edition>/<number:step>/", cover.step, name="step"),
    path("<number:edition>/<number:step>/situatie/", dilemma.situation, name="situation"),
    path("<number:edition>/<number:step>/alles/", dilemma.whole, name="whole"),
    path("<number:edition>/<number:step>/vraag/<number:number>/", quiz.question, name="question"),
    path("<number:edition>/<number:step>/<number:screen>/", lesson.screen, name="screen"),
    path("<number:edition>/<number:step>/oefenen/<number:screen>/<slug:key>/", lesson.practise, name="practise"),
]
