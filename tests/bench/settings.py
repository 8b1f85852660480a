"""As production, on one machine: no https in front, the mail in files, an address of its own for static files."""

import os

FOLDER = os.environ["BENCH_FOLDER"]
for name, value in {
    "SECRET_KEY": "only-for-the-bench-this-key-protects-nothing-but-it-is-long-enough",
    "CACHE_URL": "locmemcache://",  # with Redis a hit costs a round trip more
    "EMAIL_URL": "filemail://",
    "MAIL_FROM": "bench@voorbeeld.example",
    "SITE_ORIGIN": "https://127.0.0.1",
    "RELEASE": "bench",
}.items():
    os.environ[name] = value

from elearning.settings.production import *  # noqa: E402, F403
from elearning.settings.production import INSTALLED_APPS, MIDDLEWARE  # noqa: E402, F401

ROOT_URLCONF = "tests.bench.urls"
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"
EMAIL_FILE_PATH = f"{FOLDER}/mail"
STATIC_ROOT = os.environ["BENCH_STATIC"]
#: Where the statements of a request are written that asks for it; outermost, so that it sees those of all middleware.
BENCH_SQL_LOG = f"{FOLDER}/sql.jsonl"
MIDDLEWARE = ["tests.bench.counting.CountingMiddleware", *MIDDLEWARE]
