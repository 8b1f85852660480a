"""Every address of the site; Wagtail's pages come last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from elearning import media, views
from elearning.accounts.views import beheer_login

handler400 = "elearning.errors.bad_request"
handler403 = "elearning.errors.forbidden"
handler404 = "elearning.errors.not_found"
handler429 = "elearning.errors.too_many"  # allauth's own limits ask for it here
handler500 = "elearning.errors.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("elearning.open_urls")),
    path("weg/", views.leave, name="leave"),
    path("account/", include("elearning.accounts.urls")),
    path("leren/bewijs/", include("courses.evidence.urls")),
    path("leren/logboek/", include("courses.members.log.urls")),
    path("leren/kaart/", include("courses.members.local.urls")),
    path("", include("courses.reminders.calendar_urls")),
    path("leren/dit-ziet-uw-griffier/", include("courses.overview.year.mirror_urls")),
    path("leren/berichten/", include("courses.reminders.urls")),
    path("leren/", include("courses.planning.urls")),
    path("leren/", include("courses.learning.urls")),
    path("post/", include("courses.reminders.post_urls")),
    path("griffie/", include("courses.overview.urls")),
    path("beheer/login/", beheer_login),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("stijlgids/", include("elearning.style_guide.urls")),
    path("media/<path:path>", media.serve, name="media"),
    path("", include(wagtail_urls)),
]
