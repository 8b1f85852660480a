from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may come in. A leaf: the other rooms know it only as settings.AUTH_USER_MODEL."""

    name = "elearning.accounts"
    label = "accounts"
