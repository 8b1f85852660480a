"""Where allauth asks us how we do it."""

import time
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from courses.members.other_addresses.asking import open_for
from courses.sealing import seal, unseal
from elearning import roles, stash
from elearning.accounts.addresses import signed_in_by_code
from elearning.accounts.mail import post_code

SITE_NAME = _("Resilient in office")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This code is not right. Look once more in the mail with the newest code."),
        "too_many_login_attempts": _("Five codes were not right, so we stopped. Ask for a new code below."),
        "rate_limited": _("That was too often in a short time. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request):
        """Never: an account comes with a membership or a role."""
        return False

    def send_mail(self, template_prefix, email, context):
        """The code is the only mail. Addresses in `context` are made from the Host header, so they are not used."""
        if template_prefix != "account/email/login_code":
            raise NotImplementedError(template_prefix)
        post_code(email=email, code=context["code"])

    def pre_login(self, request, user, **kwargs):
        """Also for who comes in with a passkey: a membership or role is needed today."""
        if roles.may_sign_in(user=user, on=timezone.localdate()):
            return super().pre_login(request, user, **kwargs)
        clear_login(request)
        return HttpResponseRedirect(reverse("account_inactive"))

    def login(self, request, user):
        super().login(request, user)
        request.session["since"] = int(time.time())
        request.session["strict"] = roles.is_strict(user=user, on=timezone.localdate())

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        if stash.waiting(request):
            return HttpResponseRedirect(reverse("stash"))
        if signed_in_by_code(request) and open_for(user=user, now=timezone.now()).exists():
            return HttpResponseRedirect(reverse("account_address"))
        return response

    def get_login_redirect_url(self, request):
        return roles.entrance(user=request.user, on=timezone.localdate())


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are sealed in the database; names come from the settings and never from the Host header."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Wait for the next one in your app and fill that in."),
    }

    def encrypt(self, text):
        return seal(text, purpose="second factor").decode()

    def decrypt(self, encrypted_text):
        return unseal(encrypted_text.encode(), purpose="second factor")

    def get_totp_issuer(self):
        return str(SITE_NAME)

    def build_totp_svg(self, url):
        """The square to scan, to stand in the page itself: our policy lets no `data:` picture in."""
        svg = super().build_totp_svg(url).partition("?>")[2]
        # drawn by the qrcode library; the text of `url` is only in it as little squares
        return mark_safe(svg)  # noqa: S308

    def get_public_key_credential_rp_entity(self):
        return {"id": urlsplit(settings.SITE_ORIGIN).hostname, "name": str(SITE_NAME)}
