"""A private calendar feed: one secret address a person, made, renewed and withdrawn by that person alone.

The address holds a random key and a seal on it, made with the site's own secret. Only the key is in the database: who
reads that cannot make the address, and who has the address can read two things, that there is a module and until when
(`calendar_files`). That it is fetched is written down nowhere. See docs/decisions/0015.
"""

from uuid import UUID, uuid4

from django.conf import settings
from django.db import models, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """The feed of one person; another `key` is another address, and the address before it is no more."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    key = models.UUIDField(unique=True, default=uuid4, editable=False)

    class Meta:
        verbose_name = _("calendar feed")


def feed_of(*, user) -> CalendarFeed | None:
    """Return the feed of `user`, if there is one."""
    return CalendarFeed.objects.filter(user=user).first()


@transaction.atomic
def make_feed(*, user) -> CalendarFeed:
    """Give `user` a feed; who has one keeps it, with its address."""
    return CalendarFeed.objects.get_or_create(user=user)[0]


@transaction.atomic
def renew_feed(*, user) -> CalendarFeed:
    """Give `user` a feed with a new address; the one before stops at once."""
    return CalendarFeed.objects.update_or_create(user=user, defaults={"key": uuid4()})[0]


@transaction.atomic
def withdraw_feed(*, user) -> None:
    """Take the feed of `user` away; its address stops at once, for good."""
    CalendarFeed.objects.filter(user=user).delete()


def token_of(feed: CalendarFeed) -> str:
    """Return what stands in the address of `feed`: the key and its seal, 64 hexadecimal digits."""
    return feed.key.hex + _seal(feed.key, settings.SECRET_KEY)


def feed_for(*, token: str) -> CalendarFeed | None:
    """Return the feed with this token, its person read along; None for every token that is not one (any more).

    What we never sealed is not looked up. One query for what we did.
    """
    if len(token) != 64:
        return None
    try:
        key = UUID(hex=token[:32])
    except ValueError:
        return None
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if not any([constant_time_compare(token, key.hex + _seal(key, secret)) for secret in secrets]):
        return None
    return CalendarFeed.objects.filter(key=key, user__is_active=True).select_related("user").first()


def _seal(key, secret) -> str:
    """Half of an HMAC-SHA256: 128 bits."""
    return salted_hmac("courses.reminders.feeds", key.hex, secret=secret, algorithm="sha256").hexdigest()[:32]
