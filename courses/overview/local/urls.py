"""/griffie/<code>/contact/ and /griffie/<code>/huisstijl/: what is the organisation's own."""

from django.urls import path

from courses.overview.local import checked, contacts, excerpts, looks, shown

SCREEN = "<slug:code>/contact/voorbeeld/<number:edition>/<number:step>/<number:screen>/"

urlpatterns = [
    path("<slug:code>/contact/", contacts.contacts, name="contacts"),
    path("<slug:code>/contact/klopt/", checked.everything, name="confirm_all"),
    path("<slug:code>/contact/nieuw/<slug:kind>/", contacts.add, name="contact_add"),
    path("<slug:code>/contact/<number:contact>/", contacts.change, name="contact"),
    path("<slug:code>/contact/<number:contact>/klopt/", checked.contact, name="contact_confirm"),
    path("<slug:code>/contact/<number:contact>/eerder/", contacts.earlier, name="contact_earlier"),
    path("<slug:code>/contact/<number:contact>/weg/", contacts.remove, name="contact_remove"),
    path("<slug:code>/contact/protocol/<slug:topic>/", excerpts.excerpt, name="excerpt"),
    path("<slug:code>/contact/protocol/<slug:topic>/klopt/", checked.excerpt, name="excerpt_confirm"),
    path("<slug:code>/contact/protocol/<slug:topic>/weg/", excerpts.remove, name="excerpt_remove"),
    path("<slug:code>/contact/voorbeeld/", shown.screens, name="contacts_shown"),
    path(SCREEN, shown.screen, name="screen_shown"),
    path(f"{SCREEN}<slug:key>/", shown.practise, name="practice_shown"),
    path("<slug:code>/huisstijl/", looks.look, name="look"),
]
