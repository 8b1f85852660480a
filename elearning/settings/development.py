"""One laptop: the demo and daily work."""

from .base import *  # noqa: F403
from .base import DATA_DIR, SECRET_KEY

SECRET_KEY = SECRET_KEY or "development-only-this-key-protects-nothing"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
if not globals().get("EMAIL_BACKEND"):
    EMAIL_BACKEND = "elearning.accounts.mail.FileAndConsoleBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
#: Passkeys on http://localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
#: In the demo and in development the strong sign-in of clerks, trainers and managers is not asked.
STRONG_SIGN_IN = False
#: Lets the sign-in page say where the demo's mail can be read.
DEMO = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
