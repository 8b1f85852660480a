"""The person who signs in: the e-mail address is the login, there is no user name and usually no password."""

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes people; every address is stored case-folded, so that one person has one account."""

    use_in_migrations = True

    def get_by_natural_key(self, email):
        return self.get(email=email.casefold())

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().casefold(), **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """One human being, whatever the number of mandates (`courses.members.Membership`).

    `name` is how the person is addressed; a clerk can change the name on a membership, never this account or its
    address.
    """

    username = None
    first_name = None
    last_name = None
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    #: In which language this person is written to, chosen by the person; "" when nothing was chosen. Screens go by the
    #: cookie (`elearning.display`).
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, blank=True, editable=False)
    #: Part of what every session is checked against: one more, and all sessions of this person have ended.
    session_round = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="address_in_lower_case"),
            models.CheckConstraint(
                condition=models.Q(language__in=["", *(code for code, _name in settings.LANGUAGES)]),
                name="language_is_spoken_here",
            ),
        ]

    def _get_session_auth_hash(self, secret=None):
        # Django's only seam that also serves its fallback keys; people here have no password to change.
        key_salt = "elearning.accounts.models.User.session_round"
        value = f"{self.password}:{self.session_round}"
        return salted_hmac(key_salt, value, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self):
        return self.name or self.email

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.email

    def __str__(self):
        return self.get_full_name()


class StashedPost(models.Model):
    """What somebody sent just after the session had expired; kept for minutes and given back to the same person only.

    `token_hash` is the SHA-256 of a random value that only that browser's cookie holds; the fields are encrypted with
    a key made from that same value, so that this table alone cannot be read (`elearning.stash`).
    """

    token_hash = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    sealed_fields = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)


class AgainCode(models.Model):
    """The one code by which somebody who is signed in shows once more that it is them (`elearning.accounts.again`).

    Holds no code and no session: `code_hash` and `session_hash` cannot be made without the secret of the site. `about`
    says for what it was asked; it opens nothing else. One a person: a new code makes the earlier one worth nothing.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    session_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    about = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField()
