"""/leren/<edition>/…: what a member reads and answers."""

from django.urls import path

from courses.learning.views import cover, dilemma, lesson, quiz, result

app_name = "learning"
urlpatterns = [
    path("onderdeel/<int:page>/", cover.page, name="page"),
    path("<int:edition>/", cover.cover, name="cover"),
    path("<int:edition>/klaar/", result.result, name="result"),
    path("<int:edition>/<int:step>/", cover.step, name="step"),
    path("<int:edition>/<int:step>/situatie/", dilemma.situation, name="situation"),
    path("<int:edition>/<int:step>/alles/", dilemma.whole, name="whole"),
    path("<int:edition>/<int:step>/vraag/<int:number>/", quiz.question, name="question"),
    path("<int:edition>/<int:step>/<int:screen>/", lesson.screen, name="screen"),
    path("<int:edition>/<int:step>/oefenen/<int:screen>/<slug:key>/", lesson.practise, name="practise"),
]
