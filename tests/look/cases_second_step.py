"""The second step of clerks, trainers and managers: passkey, app, codes on paper."""

import time
from unittest import mock

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from tests.elearning.factories import CODE, LOGIN
from tests.harness.browser import code_for
from tests.look.screens import case
from tests.look.stage import LONG_NAME

STEPS = "/account/twee-stappen/"


def _passkey(user, name="Telefoon van Hanna"):
    key = ES256.from_ctap1(b"\x04" + bytes(64))
    data = AuthenticatorData.create(
        bytes(32), AuthenticatorData.FLAG.AT, 0, AttestedCredentialData.create(Aaguid(bytes(16)), b"id" * 8, key)
    )
    attested = AttestationObject.create("none", data, {})
    told = CollectedClientData.create("webauthn.create", bytes(32), "http://localhost")
    credential = {
        "type": "public-key", "id": websafe_encode(b"id" * 8), "rawId": websafe_encode(b"id" * 8),
        "response": {"clientDataJSON": websafe_encode(told), "attestationObject": websafe_encode(attested)},
        "clientExtensionResults": {},
    }  # fmt: skip
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
    )


def _proved(stage, user):
    """A browser in which `user` has just shown everything that can be asked."""
    client = stage.as_()
    client.post(LOGIN, {"email": user.email})
    client.post(CODE, {"code": code_for(user.email), "action": "verify"})
    return client


def _clerk(stage):
    return stage.clerks[stage.council]


@case("mfa/index.html", "empty")
def _(stage):
    return stage.get(_clerk(stage), STEPS)


@case("mfa/index.html", "filled")
def _(stage):
    TOTP.activate(_clerk(stage), generate_totp_secret())
    _passkey(_clerk(stage))
    RecoveryCodes.activate(_clerk(stage))
    return stage.get(_clerk(stage), STEPS)


@case("mfa/totp/activate_form.html", "empty")
def _(stage):
    return _proved(stage, _clerk(stage)).get(STEPS + "totp/activate/")


@case("mfa/totp/activate_form.html", "error")
def _(stage):
    client = _proved(stage, _clerk(stage))
    client.get(STEPS + "totp/activate/")
    return client.post(STEPS + "totp/activate/", {"code": "000000"})


def _shown_app(stage):
    """A browser of somebody who set up an app a minute ago."""
    client = _proved(stage, _clerk(stage))
    app = TOTP.activate(_clerk(stage), generate_totp_secret())
    RecoveryCodes.activate(_clerk(stage))
    return _just_shown(client, app.instance)


def _just_shown(client, authenticator):
    session = client.session
    shown = {"method": "mfa", "at": time.time(), "id": authenticator.pk, "type": authenticator.type}
    session["account_authentication_methods"] += [{**shown, "reauthenticated": True}]
    session.save()
    return client


@case("mfa/totp/deactivate_form.html", "empty")
def _(stage):
    return _shown_app(stage).get(STEPS + "totp/deactivate/")


@case("mfa/totp/deactivate_form.html", "error")
def _(stage):
    with mock.patch("elearning.accounts.adapter.MFAAdapter.can_delete_authenticator", return_value=False):
        return _shown_app(stage).post(STEPS + "totp/deactivate/")


@case("mfa/recovery_codes/generate.html", "empty")
def _(stage):
    return _shown_app(stage).get(STEPS + "recovery-codes/generate/")


@case("mfa/recovery_codes/index.html", "filled")
def _(stage):
    return _shown_app(stage).post(STEPS + "recovery-codes/generate/", follow=True)


@case("mfa/recovery_codes/index.html", "empty")
def _(stage):
    client = _shown_app(stage)
    client.post(STEPS + "recovery-codes/generate/", follow=True)
    return client.get(STEPS + "recovery-codes/")


@case("mfa/webauthn/add_form.html", "empty")
def _(stage):
    return _proved(stage, _clerk(stage)).get(STEPS + "webauthn/add/")


@case("mfa/webauthn/add_form.html", "error")
def _(stage):
    return _proved(stage, _clerk(stage)).post(STEPS + "webauthn/add/", {"name": "", "credential": "{}"})


@case("mfa/webauthn/authenticator_list.html", "empty")
def _(stage):
    return stage.get(_clerk(stage), STEPS + "webauthn/")


@case("mfa/webauthn/authenticator_list.html", "long text")
def _(stage):
    for name in ("Telefoon", LONG_NAME):
        _passkey(_clerk(stage), name)
    return stage.get(_clerk(stage), STEPS + "webauthn/")


@case("mfa/webauthn/authenticator_confirm_delete.html", "long text")
def _(stage):
    client = _proved(stage, _clerk(stage))
    key = _passkey(_clerk(stage), LONG_NAME)
    _just_shown(client, key)
    return client.get(f"{STEPS}webauthn/keys/{key.pk}/remove/")


@case("mfa/webauthn/edit_form.html", "filled")
def _(stage):
    client = _proved(stage, _clerk(stage))
    key = _passkey(_clerk(stage))
    _just_shown(client, key)
    return client.get(f"{STEPS}webauthn/keys/{key.pk}/edit/")


@case("mfa/webauthn/edit_form.html", "error")
def _(stage):
    client = _proved(stage, _clerk(stage))
    key = _passkey(_clerk(stage))
    _just_shown(client, key)
    return client.post(f"{STEPS}webauthn/keys/{key.pk}/edit/", {"name": ""})


def _at_second_step(stage):
    TOTP.activate(_clerk(stage), generate_totp_secret())
    _passkey(_clerk(stage))
    return _proved(stage, _clerk(stage))


@case("mfa/authenticate.html", "empty")
def _(stage):
    return _at_second_step(stage).get(STEPS + "authenticate/")


@case("mfa/authenticate.html", "error")
def _(stage):
    return _at_second_step(stage).post(STEPS + "authenticate/", {"code": "000000"})


def _long_ago(stage):
    """A browser of somebody with an app who must show it again."""
    TOTP.activate(_clerk(stage), generate_totp_secret())
    _passkey(_clerk(stage))
    return stage.as_(_clerk(stage))


@case("mfa/reauthenticate.html", "empty")
def _(stage):
    return _long_ago(stage).get(STEPS + "reauthenticate/")


@case("mfa/reauthenticate.html", "error")
def _(stage):
    return _long_ago(stage).post(STEPS + "reauthenticate/", {"code": "000000"})


@case("mfa/webauthn/reauthenticate.html", "empty")
def _(stage):
    return _long_ago(stage).get(STEPS + "webauthn/reauthenticate/")
