"""/griffie/: the clerk's desk."""

from django.urls import path

from courses.overview import (
    ahead,
    contact_urls,
    import_urls,
    looks,
    mails,
    modules,
    names,
    people_urls,
    remind,
    report_urls,
    views,
)

app_name = "overview"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:code>/", views.overview, name="newest"),
    path("<slug:code>/huisstijl/", looks.look, name="look"),
    path("<slug:code>/vooruit/", ahead.ahead, name="ahead"),
    path("<slug:code>/berichten/", mails.mails, name="mails"),
    path("<slug:code>/berichten/<number:mail>/terug/", mails.came_back, name="came_back"),
    path("<slug:code>/berichten/adres/<number:bounce>/", mails.address_right, name="address_right"),
    path("<slug:code>/herinneren/", remind.reminding, name="remind"),
    path("<slug:code>/herinneren/<number:action>/", remind.reminded, name="reminded"),
    path("<slug:code>/<number:year>/", views.overview, name="year"),
    path("<slug:code>/<number:year>/modules/", modules.modules, name="modules"),
    path("<slug:code>/<number:year>/lijst.csv", names.export, {"kind": "csv"}, name="csv"),
    path("<slug:code>/<number:year>/lijst.xlsx", names.export, {"kind": "xlsx"}, name="xlsx"),
    *import_urls.urlpatterns,
    *people_urls.urlpatterns,
    *contact_urls.urlpatterns,
    *report_urls.urlpatterns,
]
