"""/leren/<edition>/…: what a member reads and answers."""

from django.urls import path

from courses.learning.views import boosters, check, cover, dilemma, lesson, quiz, refresher, result

app_name = "learning"
urlpatterns = [
    path("onderdeel/<number:page>/", cover.page, name="page"),
    path("<number:edition>/", cover.cover, name="cover"),
    path("<number:edition>/klaar/", result.result, name="result"),
    path("<number:edition>/route/", refresher.choose, name="choose"),
    path("<number:edition>/nieuw/", refresher.news, name="news"),
    path("<number:edition>/contacten/", refresher.contacts, name="contacts"),
    path("<number:edition>/startcheck/", check.check, name="check"),
    path("<number:edition>/startcheck/<number:number>/", check.question, name="check_question"),
    path("<number:edition>/dit-ziet-iedereen/", refresher.must_see, name="must_see"),
    path("<number:edition>/dit-ziet-iedereen/<number:number>/", refresher.must_screen, name="must_screen"),
    path(
        "<number:edition>/dit-ziet-iedereen/<number:number>/oefenen/<slug:key>/",
        refresher.must_practise,
        name="must_practise",
    ),
    path("<number:edition>/twee-vragen/", boosters.wish, name="boosters"),
    path("<number:edition>/twee-vragen/<number:number>/", boosters.booster, name="booster"),
    path("<number:edition>/<number:step>/", cover.step, name="step"),
    path("<number:edition>/<number:step>/situatie/", dilemma.situation, name="situation"),
    path("<number:edition>/<number:step>/alles/", dilemma.whole, name="whole"),
    path("<number:edition>/<number:step>/vraag/<number:number>/", quiz.question, name="question"),
    path("<number:edition>/<number:step>/<number:screen>/", lesson.screen, name="screen"),
    path("<number:edition>/<number:step>/oefenen/<number:screen>/<slug:key>/", lesson.practise, name="practise"),
]
