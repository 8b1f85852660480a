from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may come in. Other apps know the User only as settings.AUTH_USER_MODEL."""

    name = "elearning.accounts"
    label = "accounts"

    def ready(self):
        from allauth.mfa.signals import authenticator_added

        from elearning.accounts.strength import count_as_proof

        # allauth has no other seam here: who just set up an app or a passkey has shown to hold it
        authenticator_added.connect(count_as_proof, dispatch_uid="count_as_proof")
