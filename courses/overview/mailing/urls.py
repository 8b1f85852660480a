"""/griffie/<code>/berichten/, /herinneren/ and /vooruit/: what members were sent, are sent now, and will be."""

from django.urls import path

from courses.overview.mailing import ahead, mails, remind

urlpatterns = [
    path("<slug:code>/vooruit/", ahead.ahead, name="ahead"),
    path("<slug:code>/berichten/", mails.mails, name="mails"),
    path("<slug:code>/berichten/<number:mail>/terug/", mails.came_back, name="came_back"),
    path("<slug:code>/berichten/adres/<number:bounce>/", mails.address_right, name="address_right"),
    path("<slug:code>/herinneren/", remind.reminding, name="remind"),
    path("<slug:code>/herinneren/<number:action>/", remind.reminded, name="reminded"),
]
