"""Who may sign in."""

from allauth.account.auth_backends import AuthenticationBackend


class ActiveMemberBackend(AuthenticationBackend):
    """allauth's own backend."""
