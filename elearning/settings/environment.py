"""The one place where the environment is read; everything else imports these names.

A value that production needs and does not find is collected in `missing`; production refuses to start with it.
"""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
env.smart_cast = False

SECRET_KEY = env.str("SECRET_KEY", default="")
#: Where SQLite, uploads, frozen pictures and the demo's mail live.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var")))
DATABASE_URL = env.str("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
CACHE_URL = env.str("CACHE_URL", default="locmemcache://")
EMAIL_URL = env.str("EMAIL_URL", default="")
MAIL_FROM = env.str("MAIL_FROM", default="")
#: What a mail provider must say to tell us that a mail came back; without it nobody can.
BOUNCE_SECRET = env.str("BOUNCE_SECRET", default="")
#: Scheme, host and port that members type; every link in a mail starts with it, never with the Host header.
SITE_ORIGIN = env.str("SITE_ORIGIN", default="")
#: Real organisation lists and member lists for tests, read at run time and never copied in.
EXTRA_DATA = Path(env.str("EXTRA_DATA", default=str(BASE_DIR.parent / "shared" / "data")))
#: Changes with every deployment: cached HTML of an older release is never served.
RELEASE = env.str("RELEASE", default="0")
#: How many proxies stand in front; 0 means that X-Forwarded-For is not believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
#: How often `manage.py worker` ticks.
TICK_MINUTES = env.int("TICK_MINUTES", default=10)

# CACHE_URL too: limits on codes are counted in the cache, and a cache a process would count each its own.
# RELEASE too: what is cached of a document never expires, so that a new release would show the pages of the old one.
REQUIRED_IN_PRODUCTION = (
    "SECRET_KEY",
    "DATABASE_URL",
    "CACHE_URL",
    "EMAIL_URL",
    "MAIL_FROM",
    "SITE_ORIGIN",
    "RELEASE",
)
missing = [name for name in REQUIRED_IN_PRODUCTION if not env.str(name, default="")]
