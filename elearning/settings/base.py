"""What every way of running has in common."""

from datetime import timedelta
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import environment
from .environment import BASE_DIR, DATA_DIR, EXTRA_DATA, RELEASE, env  # noqa: F401  (settings are names)

SECRET_KEY = environment.SECRET_KEY
DEBUG = False
SITE_ORIGIN = environment.SITE_ORIGIN or "http://127.0.0.1:8000"
ALLOWED_HOSTS = [urlsplit(SITE_ORIGIN).hostname]
CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN]
WAGTAILADMIN_BASE_URL = SITE_ORIGIN

INSTALLED_APPS = [
    "elearning",
    "elearning.accounts",
    "courses",
    "content",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "polymorphic",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    # outermost, so that redirects, errors and static files carry the headers too
    "elearning.headers.HeadersMiddleware",
    "elearning.headers.PolicyMiddleware",
    # outside everything that can answer: pages without a session, errors and what is not found speak one language
    "elearning.display.DisplayMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # before anything that touches the database: help must work without it
    "elearning.open_pages.OpenPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "elearning.stash.StashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "elearning.accounts.strength.StrongSignInMiddleware",
]

ROOT_URLCONF = "elearning.urls"
WSGI_APPLICATION = "elearning.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- data -------------------------------------------------------------------------------------------------------------
DATABASES = {"default": {**env.db_url_config(environment.DATABASE_URL), "CONN_MAX_AGE": 600}}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN, so that a transaction waits
    # its turn instead of failing half-way with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    # Compiling a query costs more than our largest ones take: 0.7 s for one page of a list of 10,000.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c jit=off"
CACHES = {"default": env.cache_url_config(environment.CACHE_URL)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TICK_EVERY = timedelta(minutes=max(environment.TICK_MINUTES, 1))
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "elearning" / "static"]

# --- people -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["elearning.accounts.backends.CodeBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
CSRF_FAILURE_VIEW = "elearning.errors.csrf_failure"
#: How long a session lasts is decided in the engine, by what somebody may do; the cookie goes with the browser.
SESSION_ENGINE = "elearning.accounts.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# --- signing in: a code by mail, nothing else; a passkey or app comes on top (allauth) --------------------------------
ACCOUNT_ADAPTER = "elearning.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_FORMS = {
    "request_login_code": "elearning.accounts.forms.AddressForm",
    "confirm_login_code": "elearning.accounts.forms.CodeForm",
}
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "3/15m/key,10/d/key,30/h/ip",
    "again_code": "3/15m/key,10/d/key,30/h/ip",
    "login": None,
}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.TRUSTED_PROXIES
MFA_ADAPTER = "elearning.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True

# --- language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# --- mail -------------------------------------------------------------------------------------------------------------
globals().update(env.email_url_config(environment.EMAIL_URL) if environment.EMAIL_URL else {})
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.MAIL_FROM or "leren@localhost"

#: Seconds after which a mail server that says nothing is gone.
EMAIL_TIMEOUT = 30
BOUNCE_SECRET = environment.BOUNCE_SECRET

#: The weather: where "leave this page" ends up, what anybody could have been looking at.
OUTSIDE = "https://www.knmi.nl/"

# --- browser policy: nothing from outside, nothing inline; the admin has its own, looser one (elearning.headers) ------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, OUTSIDE.rstrip("/")],  # a browser counts the redirect of "leave this page" as its target
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # why not no-referrer: see elearning.headers
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# --- Wagtail ----------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Weerbaar in het ambt"
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no request to an outside host
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]  # those our own screens speak
WAGTAILADMIN_LOGIN_URL = "/beheer/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 12_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAIL_WORKFLOW_ENABLED = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a lesson with many blocks has many fields

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
