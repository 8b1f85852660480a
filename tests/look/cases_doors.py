"""Signing in and out, an answer that came too late; the mail with the code."""

import time
from unittest import mock

from django.core import mail
from django.test import override_settings

from elearning.accounts.mail import moved_message
from tests.elearning.factories import CODE, LOGIN, sign_in
from tests.look.screens import MAIL, case
from tests.look.stage import LONG_NAME

# --- the address ------------------------------------------------------------------------------------------------------


@case("account/login.html", "empty", picture=True)
def _(stage):
    return stage.get(None, LOGIN)


@case("account/login.html", "error")
def _(stage):
    return stage.as_().post(LOGIN, {"email": f"{LONG_NAME}.zonder.apenstaart"})


@case("account/login.html", "feedback")
def _(stage):
    client = _code_asked(stage)
    with mock.patch("time.time", return_value=time.time() + 3600):
        client.get(CODE)
    return client.get(LOGIN)


@case("account/login.html", "demo")
def _(stage):
    with override_settings(DEMO=True, EMAIL_FILE_PATH="var/mail"):
        return stage.get(None, LOGIN)


# --- the code ---------------------------------------------------------------------------------------------------------


def _code_asked(stage, user=None):
    client = stage.as_()
    client.post(LOGIN, {"email": (user or stage.fresh).email})
    return client


@case("account/code.html", "empty", picture=True)
def _(stage):
    return _code_asked(stage).get(CODE)


@case("account/code.html", "error")
def _(stage):
    return _code_asked(stage).post(CODE, {"code": "12", "action": "verify"})


@case("account/code.html", "feedback")
def _(stage):
    return _code_asked(stage).post(CODE, {"action": "resend"}, follow=True)


@case("account/code.html", "long text")
def _(stage):
    client = stage.as_()
    client.post(LOGIN, {"email": f"{LONG_NAME}@{'zandoever' * 6}.example"})
    with override_settings(DEMO=True, EMAIL_FILE_PATH="/srv/weerbaar/" + "map" * 20):
        return client.get(CODE)


@case("account/email/code.html", "filled", kind=MAIL)
def _(stage):
    return _letter(stage).alternatives[0][0]


@case("account/email/code.txt", "filled", kind=MAIL)
def _(stage):
    return f"<!DOCTYPE html><html lang=nl><title>Tekst</title><pre>{_letter(stage).body}</pre></html>"


@case("account/email/moved.html", "filled", kind=MAIL)
def _(stage):
    return _moved(stage).alternatives[0][0]


@case("account/email/moved.txt", "filled", kind=MAIL)
def _(stage):
    return (
        f"<!DOCTYPE html><html lang={stage.language or 'nl'}><title>Tekst</title><pre>{_moved(stage).body}</pre></html>"
    )


def _moved(stage):
    return moved_message(email=stage.fresh.email, language=stage.language or "nl")


def _letter(stage):
    mail.outbox.clear()
    _code_asked(stage)
    return mail.outbox[-1]


# --- language and colours ---------------------------------------------------------------------------------------------


@case("elearning/display.html", "empty", picture=True)
def _(stage):
    return stage.as_().get("/weergave/")


@case("elearning/display.html", "filled")
def _(stage):
    client = stage.as_()
    client.cookies["thema"] = "donker"
    return client.get("/weergave/", headers={"referer": "http://testserver/leren/"})


@case("elearning/display.html", "feedback")
def _(stage):
    return stage.as_().post("/weergave/", {"thema": "licht"}, follow=True)


# --- in and out -------------------------------------------------------------------------------------------------------


@case("account/account_inactive.html", "empty")
def _(stage):
    return stage.get(None, "/account/geen-toegang/")


@case("account/logout.html", "empty")
def _(stage):
    return stage.get(stage.fresh, "/account/logout/")


@case("account/login.html", "after signing out")
def _(stage):
    client = stage.as_()
    sign_in(client, stage.fresh.email)
    client.post("/account/logout/")
    return client.get(LOGIN)


@case("elearning/stash.html", "filled")
def _(stage):
    client = stage.as_(stage.fresh)
    client.post(stage.page(stage.starter, "4/vraag/1/"), {"turn": "x", "answer": "bellen"})
    session = client.session
    row = session.model.objects.get(session_key=session.session_key)
    row.expire_date = row.expire_date.replace(year=2026, month=11, day=10, hour=19, minute=14)
    row.save()
    client.post(stage.page(stage.starter, "4/vraag/1/"), {"turn": "x", "answer": "bellen"})
    client.force_login(stage.fresh)
    return client.get("/account/bewaard/")
