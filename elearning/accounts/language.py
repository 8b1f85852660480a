"""In which language a person is written to."""

from django.contrib.auth import get_user_model
from django.db import transaction


@transaction.atomic
def choose_language(*, user, language: str) -> None:
    """Write to `user` in `language`, a code of settings.LANGUAGES, from now on."""
    get_user_model().objects.filter(pk=user.pk).exclude(language=language).update(language=language)
