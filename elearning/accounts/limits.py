"""How often something may be done: quality.md's numbers stand in settings.ACCOUNT_RATE_LIMITS; allauth counts."""

import math
import time

from allauth.core.internal import ratelimit
from django.core.cache import cache


def seconds_to_wait(request, *, action: str, key: str) -> int:
    """Count one `action` for `key` and for the visitor's address; 0 when it may be done now, else how long to wait."""
    kind = {"app": "allauth.account", "action": action}
    if ratelimit.consume(request, key=key, **kind):
        return 0
    now = time.time()
    waits = [1]
    for rate in ratelimit.get_rates(**kind):
        name = ratelimit.get_cache_key(request, app=kind["app"], action=action, rate=rate, key=key)
        recent = [moment for moment in cache.get(name, []) if moment > now - rate.duration]
        if len(recent) >= rate.amount:
            waits.append(min(recent) + rate.duration - now)
    return math.ceil(max(waits))
