"""/account/opnieuw/: who is signed in shows once more that it is them, with a code by mail or a passkey.

A check of our own: allauth lets pass who has neither password nor second step. What asks for it is written down in the
session (`courses.overview.names.fresh`); without that there is nothing to show.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.overview.names import fresh
from elearning.accounts.again_codes import make_code, use_code
from elearning.accounts.limits import seconds_to_wait
from elearning.accounts.mail import post_code
from elearning.errors import too_many

#: In the session: a code was sent for this organisation.
SENT = "again_sent"
#: One sentence for a code that is wrong, old, used up, or of another session: it tells nothing.
NOT_RIGHT = gettext_lazy(
    "This code is not right, or it works no longer. Look in the newest mail, or ask for a new code below."
)
PASSKEY_NOT_RIGHT = gettext_lazy("The passkey did not work. Nothing was changed. Try again, or ask for a code by mail.")


class AgainForm(forms.Form):
    """Six digits, with whatever spaces and dashes a paste brings along."""

    code = forms.CharField(
        max_length=40, error_messages={"required": gettext_lazy("Fill in the six digits from the mail first.")}
    )

    def clean_code(self):
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isascii() and sign.isdigit())


class PasskeyForm(ReauthenticateWebAuthnForm):
    def clean_credential(self):
        """What no browser sends is a passkey that is not right, where allauth's own form breaks off."""
        try:
            return super().clean_credential()
        except (AttributeError, KeyError, TypeError, ValueError):
            raise forms.ValidationError(PASSKEY_NOT_RIGHT) from None


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def again(request):
    """Ask for a code or a passkey, and go back with the mark that it was shown."""
    asked = fresh.asked(request.session)
    if asked is None:
        return redirect("home")
    about = f"names:{asked.organisation}"
    if request.method != "POST":
        return _page(request, asked, AgainForm())
    if "credential" in request.POST:
        return _passkey(request, asked)
    if request.POST.get("action") == "send":
        return _send(request, asked, about)
    form = AgainForm(request.POST)
    if form.is_valid():
        key = request.session.session_key
        code = form.cleaned_data["code"]
        if use_code(user=request.user, session_key=key, about=about, code=code, now=timezone.now()):
            return _shown(request)
        form.add_error("code", NOT_RIGHT)
    return _page(request, asked, form)


def _send(request, asked, about):
    if wait := seconds_to_wait(request, action="again_code", key=str(request.user.pk)):
        return too_many(request, wait=wait)
    key = request.session.session_key
    code = make_code(user=request.user, session_key=key, about=about, now=timezone.now())
    post_code(email=request.user.email, code=code, about="again")
    request.session[SENT] = asked.organisation
    return redirect("account_again")


def _passkey(request, asked):
    form = PasskeyForm(request.POST, user=request.user)
    if form.is_valid():
        return _shown(request)
    messages.error(request, PASSKEY_NOT_RIGHT)
    return redirect("account_again")


def _shown(request):
    request.session.pop(SENT, None)
    shown = fresh.note_shown(request.session, now=timezone.now())
    messages.success(request, _("Thank you. You can take the list now."))
    return redirect(shown.back)


def _page(request, asked, form):
    keys = is_mfa_enabled(request.user, [Authenticator.Type.WEBAUTHN])
    context = {
        "asked": asked,
        "form": form,
        "minutes": fresh.SECONDS // 60,
        "sent": request.session.get(SENT) == asked.organisation,
        "js_data": {"request_options": begin_authentication(request.user)} if keys else None,
        "mail_folder": settings.EMAIL_FILE_PATH if settings.DEMO else None,
    }
    return render(request, "account/again.html", context)
