"""Signing in with a code by mail. Asking for a page never signs in; only the code, sent with a button, does."""

from allauth.account import views
from allauth.account.internal.stagekit import clear_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from elearning.accounts.limits import seconds_to_wait
from elearning.accounts.mail import post_code
from elearning.errors import too_many


@method_decorator(never_cache, name="dispatch")
class AddressView(views.RequestLoginCodeView):
    """Asks for the address; answers the same to a known and to an unknown one."""

    template_name = "account/login.html"

    def _redirect_to_pending_stage(self, request, stage):
        return None  # who goes back here wants another address; the code that is on its way keeps working

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        if wait := seconds_to_wait(self.request, action="request_login_code", key=email):
            return too_many(self.request, wait=wait)
        if form._user is None:
            post_code(email=email, code=None)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        mail_folder = settings.EMAIL_FILE_PATH if settings.DEMO else None
        return super().get_context_data(mail_folder=mail_folder, **kwargs)


class CodeView(views.ConfirmLoginCodeView):
    """Asks for the code: ten minutes, five tries, at most three new codes."""

    template_name = "account/code.html"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if getattr(self, "_process", True) is None:
            clear_login(request)
            what = _("The code was older than ten minutes. Nothing was lost. Ask for a new code below.")
            messages.error(request, what)
        return response

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if "code" in kwargs and self._process.user is None:
            kwargs["code"] = ""  # a new code is made for an unknown address too; it may never fit
        return kwargs

    def _resend_form_valid(self, form):
        email = self._process.state["email"]
        if wait := seconds_to_wait(self.request, action="request_login_code", key=email):
            return too_many(self.request, wait=wait)
        if self._process.user is None:
            post_code(email=email, code=None)
        messages.success(
            self.request,
            _("If this address is known here, a new code is on its way. The earlier one no longer works."),
        )
        return super()._resend_form_valid(form)

    def get_context_data(self, **kwargs):
        state = self._process.state
        tries_left = settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS - state["failed_attempts"]
        mail_folder = settings.EMAIL_FILE_PATH if settings.DEMO else None
        return super().get_context_data(
            email=state["email"],
            tries_left=tries_left if state["failed_attempts"] else None,
            can_resend=self._process.can_resend,
            mail_folder=mail_folder,
            **kwargs,
        )


def beheer_login(request):
    """Wagtail sends everybody here whom it does not let in; who is signed in finds that there is nothing here."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.GET.get("next", "/beheer/"), login_url=settings.LOGIN_URL)
