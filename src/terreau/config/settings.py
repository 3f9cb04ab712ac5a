"""Django's settings, made from the configuration; what a host may change is in configuration.py only."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF

from terreau.config import logs
from terreau.config.configuration import SHORTEST_TOKEN, Configuration, network
from terreau.foundation.keys import instance_secret

CONFIGURATION = Configuration()
DATA = CONFIGURATION.data
DEMO = CONFIGURATION["TERREAU_MODE"] == "demo"
TERRITORY = CONFIGURATION["TERREAU_TERRITORY"]
ADDRESS = CONFIGURATION["TERREAU_ADDRESS"].rstrip("/")
_address = urlsplit(ADDRESS)
SECURE = _address.scheme == "https"

SECRET_KEY = instance_secret(DATA, "secret")
DEBUG = False
LIMITS = dict(pair.split("=", 1) for pair in CONFIGURATION["TERREAU_LIMITS"].split(",") if "=" in pair)
NEW_ACCOUNT_DAYS = CONFIGURATION.number("TERREAU_NEW_ACCOUNT_DAYS")
KEPT_PAGES_MB = CONFIGURATION.number("TERREAU_KEPT_PAGES_MB")
HELD_LINKS = CONFIGURATION.number("TERREAU_HELD_LINKS")
TRUSTED_PROXIES = CONFIGURATION.number("TERREAU_PROXIES")
ALLOWED_HOSTS = [_address.hostname or "localhost", *(("127.0.0.1", "localhost", "[::1]") if DEMO else ())]
ROOT_URLCONF = "terreau.config.urls"
WSGI_APPLICATION = "terreau.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "terreau.home",
    "terreau.commons",
    "terreau.catalogue",
    "terreau.recognition",
    "terreau.needs",
    "terreau.participation",
    "terreau.people",
    "terreau.territories",
    "terreau.foundation",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_tasks_db",
    "modelsearch",
    "rules",
    "simple_history",
]

MIDDLEWARE = [
    "terreau.config.frontdoor.FrontDoor",
    "terreau.foundation.logs.requests_logged",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "terreau.foundation.middleware.errors_explained",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "terreau.foundation.context.page_frame",
            ],
        },
    },
]

FORM_RENDERER = "terreau.foundation.forms.FrameRenderer"


def _database(url: str) -> dict[str, object]:
    if not url:
        return {
            "ENGINE": "terreau.foundation.sqlite",
            "NAME": DATA / "terreau.sqlite3",
            # One connection a thread, kept: opening one costs more than most pages.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # Without IMMEDIATE, transactions that read then write are refused under load; FULL keeps an
                # acknowledged write through a power cut (https://www.sqlite.org/pragma.html#pragma_synchronous).
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA mmap_size=134217728; PRAGMA cache_size=-8000;",
            },
        }
    parts = urlsplit(url)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


DATABASES = {"default": _database(CONFIGURATION["DATABASE_URL"])}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "terreau.foundation.search.backend", "AUTO_UPDATE": False}}

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_ADAPTER = "terreau.people.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "terreau.people.forms.door.DoorForm",
    "confirm_login_code": "terreau.people.forms.account.SignInCodeForm",
    "add_email": "terreau.people.forms.account.AddressForm",
    "confirm_email_verification_code": "terreau.people.forms.account.AddressCodeForm",
    "set_password": "terreau.people.forms.account.NewPasswordForm",
    "change_password": "terreau.people.forms.account.OtherPasswordForm",
    "reauthenticate": "terreau.people.forms.account.AgainForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
# Digits, as people read them aloud to one another; eight of them, three tries a code and twenty codes an hour
# leave a guesser 15 chances in a million a day.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
# Generous for one network (a workshop of thirty people signs in at once), strict for one address.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "request_login_code": "120/m/ip,3/m/key,20/h/key",
    "login_failed": "60/m/ip,5/5m/key,30/d/key",
    "manage_email": "10/m/user",
}
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(CONFIGURATION["TERREAU_PROXIES"])
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:me"
# Passkeys, beside the code by e-mail and never instead of it; people/freshness.py asks for a recent sign-in.
MFA_ADAPTER = "terreau.people.passkeys.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_REAUTHENTICATION_REQUIRED = False
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}  # a workshop behind one address, as for codes
# The identity provider beside them; people/providers.py says what each is.
OPENID: dict[str, Any] = {
    "name": CONFIGURATION["TERREAU_OPENID_NAME"],
    "issuer": CONFIGURATION["TERREAU_OPENID_ISSUER"],
    "client_id": CONFIGURATION["TERREAU_OPENID_CLIENT_ID"],
    "secret": CONFIGURATION["TERREAU_OPENID_SECRET"],
    "scope": CONFIGURATION["TERREAU_OPENID_SCOPE"],
    "acr_values": CONFIGURATION["TERREAU_OPENID_ACR_VALUES"],
    "algorithm": CONFIGURATION["TERREAU_OPENID_ALGORITHM"],
    "vouches": CONFIGURATION["TERREAU_OPENID_VOUCHES"] == "yes",
}
USERSESSIONS_TRACK_ACTIVITY = False  # it would write to the database at each page read
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "shown_name")},
    },
]
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# Language: French is the source, English is complete.
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]  # each in its own words
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"
LOCALE_PATHS = [Path(__file__).parent / "locale"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "media"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = CONFIGURATION.number("TERREAU_MAX_UPLOAD_MB") * 1024 * 1024
# Read in memory, so that a photograph with its place and date never stands in a temporary folder.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE + 64 * 1024
#: Tables and archives are written to the disk as they come (catalogue/uploads.py), never held in memory.
MOST_TABLE_BYTES = CONFIGURATION.number("TERREAU_MAX_TABLE_MB") * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "terreau.catalogue.uploads.TablesToDisk",
    "terreau.commons.uploads.ArchivesToDisk",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
MOST_MEGAPIXELS = CONFIGURATION.number("TERREAU_MAX_MEGAPIXELS")
MOST_FILES = CONFIGURATION.number("TERREAU_MAX_FILES")
MOST_BYTES_A_DAY = CONFIGURATION.number("TERREAU_MAX_DAY_MB") * 1024 * 1024

# Security
SECURE_SSL_REDIRECT = False  # the front server does it; see docs/hosting.md
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# What a visitor writes in X-Forwarded-* is believed only where a front server of ours overwrites it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE and TRUSTED_PROXIES else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "terreau.foundation.views.stale_form"
CSRF_TRUSTED_ORIGINS = [ADDRESS]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "terreau",
        # Holds the counters of foundation/limits.py: with Django's 300, an attack would make them forgotten.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}


def _email(url: str) -> dict[str, object]:
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(DATA / "mailbox"),
        }
    parts = urlsplit(url)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": options.get("tls") == "1",
        "EMAIL_USE_SSL": options.get("ssl") == "1",
        "EMAIL_TIMEOUT": 20,
    }


# A demonstration never writes to anybody: its messages are read in the local mailbox.
globals().update(_email("" if DEMO else CONFIGURATION["TERREAU_EMAIL_URL"]))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIGURATION["TERREAU_EMAIL_FROM"]
REPLY_TO = CONFIGURATION["TERREAU_REPLY_TO"]
OUTGOING_ALLOW = tuple(filter(None, CONFIGURATION["TERREAU_OUTGOING_ALLOW"].split(",")))
LOG_FILE = "" if DEMO else CONFIGURATION["TERREAU_LOG_FILE"]
LOGGING = logs.QUIET if DEMO else logs.logging_of(LOG_FILE, DATA, CONFIGURATION.number("TERREAU_LOG_MB"))
METRICS_TOKEN = CONFIGURATION["TERREAU_METRICS_TOKEN"]
METRICS_FROM = [said for said in CONFIGURATION["TERREAU_METRICS_FROM"].split(",") if network(said)]
METRICS = bool(METRICS_FROM) or len(METRICS_TOKEN) >= SHORTEST_TOKEN
HOSTING = CONFIGURATION["TERREAU_HOSTING"]
EASY_REVIEW = CONFIGURATION["TERREAU_EASY_REVIEW"]
CONTACT = CONFIGURATION["TERREAU_CONTACT"]
SILENCED_SYSTEM_CHECKS: list[str] = []
