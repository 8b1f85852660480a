"""How often somebody may do something heavy; counted in the cache, told with the site's own page for "too often"."""

import time

from django.core.cache import cache
from django.urls import get_resolver, get_urlconf


def seconds_to_wait(*, action: str, key, amount: int, seconds: int) -> int:
    """Count one `action` of `key`; 0 when it may be done now, else how long until it may: at most `amount` in any
    `seconds`."""
    name, now = f"limit:{action}:{key}", time.time()
    recent = [moment for moment in cache.get(name, []) if moment > now - seconds]
    if len(recent) >= amount:
        return max(1, int(recent[-amount] + seconds - now) + 1)
    cache.set(name, [*recent, now], seconds)
    return 0


def too_many(request, *, wait: int):
    """The 429 page of the site, with after how many seconds it may be tried again."""
    # the root's handler, as Django does for 404: this layer does not know who made the page
    return get_resolver(get_urlconf()).resolve_error_handler(429)(request, None, wait=wait)
