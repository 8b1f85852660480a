"""Who stays signed in."""

from django.contrib.auth.backends import ModelBackend


class CodeBackend(ModelBackend):
    """Finds the person of a session and what groups allow; there are no passwords to check.

    Who may begin a session is decided once, at signing in (`elearning.roles`). It ends by itself within hours, and at
    once when `User.session_round` goes up.
    """

    def authenticate(self, request, **credentials):
        return None
