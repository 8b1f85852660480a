"""The part of allauth that is used here: code, passkey, app, leaving. No sign-up, no passwords, no other addresses."""

from allauth.account.views import account_inactive, logout
from django.urls import include, path

from elearning.accounts.address_views import own_address
from elearning.accounts.again import again
from elearning.accounts.views import AddressView, CodeView
from elearning.stash import give_back

urlpatterns = [
    path("login/", AddressView.as_view(), name="account_login"),
    path("login/", AddressView.as_view(), name="account_request_login_code"),
    path("login/code/", CodeView.as_view(), name="account_confirm_login_code"),
    path("logout/", logout, name="account_logout"),
    path("geen-toegang/", account_inactive, name="account_inactive"),
    path("adres/", own_address, name="account_address"),
    path("opnieuw/", again, name="account_again"),
    path("bewaard/", give_back, name="stash"),
    path("twee-stappen/", include("allauth.mfa.urls")),
]
