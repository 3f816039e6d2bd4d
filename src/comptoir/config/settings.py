"""How does this installation run? Everything an administrator may set is an environment variable named COMPTOIR_*.

    COMPTOIR_HOME            folder of the database, the signing key and files; default ./var
    COMPTOIR_DATABASE_URL    sqlite:///path or postgresql://user@host/name; default a SQLite file in the home
    COMPTOIR_SECRET_KEY      signing key; default a private file in the home
    COMPTOIR_HOSTS           host names served, separated by commas; default this machine only
    COMPTOIR_HTTPS           yes: cookies only over HTTPS, and browsers are told to stay there
    COMPTOIR_DEMO            yes: anybody may look through the eyes of the demo's personas; never with real data
    COMPTOIR_TODAY           a day (2026-11-23) on which pages stand still; default the real day
    COMPTOIR_CONTACT         e-mail address that visitors may write to
    COMPTOIR_ADDRESS         where people find this counter, for links in mails; default http://127.0.0.1:8000
    COMPTOIR_MAIL_URL        smtp://, smtps:// or folder: by which mails leave (connectors/mail.py); default a folder
    COMPTOIR_MAIL_FROM       the sender of mails; default the contact
    COMPTOIR_OIDC_URL        an identity provider by which people may sign in (config/sign_in.py)
    COMPTOIR_PROXIES         how many proxies stand before this counter, so that attempts are counted by visitor
    COMPTOIR_DEBUG           yes: Django's own error pages; never on a machine others can reach

docs/rooms/config.md tells them in full.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from urllib.parse import quote

from comptoir.config.database import database
from comptoir.config.secret import secret_key
from comptoir.config.sign_in import APPS, sign_in_settings
from comptoir.connectors.mail import mail_settings
from comptoir.wording.compile_messages import ensure_messages


def _yes(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"yes", "oui", "true", "1"}


PACKAGE = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("COMPTOIR_HOME", "var")).absolute()

DEBUG = _yes("COMPTOIR_DEBUG")
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("COMPTOIR_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]

COMPTOIR_DEMO = _yes("COMPTOIR_DEMO")
COMPTOIR_TODAY = (
    date.fromisoformat(os.environ["COMPTOIR_TODAY"]) if os.environ.get("COMPTOIR_TODAY") else None
)
COMPTOIR_CONTACT = os.environ.get("COMPTOIR_CONTACT", "")
COMPTOIR_ADDRESS = os.environ.get("COMPTOIR_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "comptoir.store",
    "comptoir.web",
    *APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "comptoir.config.security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "comptoir.web.middleware.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "comptoir.web.rights.CurrentRights",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "comptoir.config.urls"
WSGI_APPLICATION = "comptoir.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "comptoir.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "comptoir.web.templatetags.comptoir",
            ],
        },
    },
]

HOME.mkdir(parents=True, exist_ok=True)
DATABASES = {
    "default": database(
        os.environ.get("COMPTOIR_DATABASE_URL") or f"sqlite:///{quote(str(HOME))}/comptoir.sqlite3",
        base=Path.cwd(),
    ),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
globals().update(sign_in_settings(os.environ))
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

globals().update(mail_settings(os.environ.get("COMPTOIR_MAIL_URL", "").strip(), home=HOME))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = (
    os.environ.get("COMPTOIR_MAIL_FROM") or COMPTOIR_CONTACT or "comptoir@localhost"
)
# Attempts to sign in are counted here, by all processes of this machine together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(HOME / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
ensure_messages()
LOCALE_PATHS = [PACKAGE / "wording" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
# Served straight from the package, so that nobody has to collect files before the first start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

_HTTPS = _yes("COMPTOIR_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _HTTPS
SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "comptoir.web.views.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
