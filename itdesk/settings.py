"""One file of settings: environment over defaults. Nothing set = a safe local installation on SQLite in var/."""

import ipaddress
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import bootstrap_wrapper
from csp.constants import NONE, SELF
from environs import Env

from itdesk import attachments, logs, secret_key

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.path("ITDESK_DATA_DIR", BASE_DIR / "var").resolve()
os.umask(0o077)  # what we write is for us alone, also in a folder that others may enter
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

# Who we are and where we answer
ORGANISATION = env.str("ITDESK_ORGANISATION", "ALPHA")
PORT = env.int("ITDESK_PORT", 8000)
WORKERS = env.int("ITDESK_WORKERS", 2)
SITE_URL = env.str("ITDESK_SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
_site = urlsplit(SITE_URL)
HTTPS = _site.scheme == "https"
ALLOWED_HOSTS = env.list(
    "ITDESK_ALLOWED_HOSTS", [host for host in {_site.hostname, "127.0.0.1", "localhost", "[::1]"} if host]
)
SECRET_KEY = env.str("ITDESK_SECRET_KEY", "") or secret_key.kept_in(DATA_DIR)
DEBUG = False
DEMO = env.bool("ITDESK_DEMO", False)

# Tickets: how many days after Resolved the desk closes them; 0 for never
AUTO_CLOSE_DAYS = env.int("ITDESK_AUTO_CLOSE_DAYS", 7)

# Limits on strangers: see agents/throttle.py
SUBMIT_LIMITS = env.str("ITDESK_SUBMIT_LIMITS", "20/h,600/h")  # per e-mail address, per network
UPLOAD_LIMIT = env.int("ITDESK_UPLOAD_LIMIT", 500)  # megabytes an hour that strangers of one network may upload
TRUSTED_NETWORKS = [ipaddress.ip_network(text, strict=False) for text in env.list("ITDESK_TRUSTED_NETWORKS", [])]
TRUSTED_PROXIES = env.int(
    "ITDESK_TRUSTED_PROXIES", 1 if HTTPS else 0
)  # reverse proxies before us; https is theirs to speak
READY_TOKEN = env.str("ITDESK_READY_TOKEN", "")

INSTALLED_APPS = [
    "mail",
    "tickets",
    "assets",
    "people",
    "agents",
    "activity",
    "itdesk.apps.Desk",
    "itdesk.apps.Admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "itdesk.apps.StaticFiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "heroicons",
    "csp",
    "django.forms",  # the widgets' own templates, for FORM_RENDERER
]
MIDDLEWARE = [
    "itdesk.logs.log_requests",
    "csp.middleware.CSPMiddleware",  # before the redirect to https and every refusal: they carry the policy, too
    "itdesk.middleware.desk_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "itdesk.compression.compress_pages",
    "itdesk.middleware.refuse_other_methods",
    "itdesk.middleware.refuse_unmeasured_bodies",
    "itdesk.middleware.refuse_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "agents.middleware.SignedIn",
    "itdesk.middleware.LoginRequired",
    "itdesk.middleware.Words",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "itdesk.middleware.Refusals",
]
ROOT_URLCONF = "itdesk.urls"
WSGI_APPLICATION = "itdesk.wsgi.application"
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
                "itdesk.web.organisation",
                "mail.outage.on_pages",
                "mail.needing.context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "itdesk.templatetags.desk",
                "itdesk.templatetags.once",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "itdesk.widgets.PlainControls"

# The database: SQLite beside the data, or DATABASE_URL. Without IMMEDIATE, eight writers lock each other out of four
# transactions in ten; without FULL, a power cut loses tickets that were acknowledged.
_sqlite: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "itdesk.sqlite3"}
_database = env.dj_db_url("DATABASE_URL") if env.str("DATABASE_URL", "") else _sqlite
DATABASES: dict[str, dict[str, Any]] = {"default": _database}
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["ENGINE"] = "itdesk.sqlite3"
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;",
    }
    _database["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # a file: in memory, threads lock each other out
    _database["CONN_MAX_AGE"] = None
else:
    _database["ENGINE"] = "itdesk.postgresql"
    _database["OPTIONS"] = {
        # In turns of a second, five in all (itdesk/postgresql): with each the pool tries again to connect
        "pool": {"min_size": 1, "max_size": 4, "timeout": 1, "reconnect_timeout": 1},
        "connect_timeout": 3,
        "tcp_user_timeout": 10_000,  # milliseconds until a network that takes everything and confirms nothing is given up
        # Starting a helper process or a compiler costs ten times what a page's longest query takes; and the planner must not
        # take memory and solid disks for turning ones, or it reads whole tables rather than look up a thousand rows
        "options": "-c statement_timeout=15s -c idle_in_transaction_session_timeout=30s"
        " -c max_parallel_workers_per_gather=0 -c jit=off -c random_page_cost=1.1",
        **_database.get("OPTIONS", {}),
    }
    _database["CONN_MAX_AGE"] = 0
    _database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The log: what reads each event inside its transaction, in this order (see activity/record.py)
ACTIVITY_READERS = [
    "tickets.search.remember",
    "tickets.notifications.owe",
    "tickets.links.end_with_address",
    "agents.notifications.owe",
]

# What the worker does again and again, and after how many seconds (see itdesk/worker.py). A function takes no argument, may
# run in several workers at once, does a bounded amount of work, and returns how much it did.
PERIODIC = {
    "tickets.my_tickets.answer": 5,
    "agents.reset.answer": 2,
    "mail.news.owe": 5,
    "tickets.closing.close_resolved": 60,
    "tickets.links.sweep": 600,
    "tickets.files.sweep": 600,
    "tickets.files.sweep_lost": 24 * 60 * 60,
    "agents.sessions.sweep": 600,
    "agents.throttle.sweep": 60,
    "itdesk.wording.refresh_if_old": 60,
    "mail.sweeping.sweep_raw": 3600,
    "mail.sweeping.sweep_lost": 24 * 60 * 60,
}
# Likewise, each in a thread of its own: what talks to other servers, or waits for a child process, holds up nothing else
PERIODIC_APART = {"mail.sending.send_due": 2, "mail.fetching.fetch_due": 2, "mail.handling.handle_due": 2}

# Backups: what passes by itself stays out, and what every empty desk has does not make it used
BACKUP_LEAVES_OUT = {
    "agents.session", "agents.attempts", "sessions.session", "account.emailconfirmation", "tickets.presence",
    "tickets.inquiry", "agents.resetwish", "mail.newstold", "itdesk.heartbeat", "activity.outlet",
}  # fmt: skip
BACKUP_EXPECTS = {
    "contenttypes.contenttype", "auth.permission", "assets.category", "tickets.category", "itdesk.wording", "mail.mailtext",
}  # fmt: skip
BACKUP_PROOFS = [
    "activity.verify.complaints", "agents.proving.complaints", "tickets.proving.complaints", "mail.proving.complaints",
]  # fmt: skip
BACKUP_FILES = ["tickets.proving.contents", "mail.proving.contents"]  # what has to come along beside the rows

# Accounts
AUTH_USER_MODEL = "agents.Agent"
AUTHENTICATION_BACKENDS = ["agents.sessions.Seated"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
    "agents.hashers.WerkzeugScrypt",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "agents.passwords.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/tickets/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/login/"
ACCOUNT_ADAPTER = "agents.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_RATE_LIMITS = False  # our throttle decides
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_MIN_LENGTH = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = f"{ORGANISATION} IT Desk"
SESSION_ENGINE = "agents.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds without a request
SESSION_LONGEST = 7 * 24 * 60 * 60  # seconds, however busy
PASSWORD_RESET_TIMEOUT = 60 * 60

# What the browser may do
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: is for Bootstrap's carets and ticks
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "itdesk.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)/$"]  # a probe asks the process itself
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if TRUSTED_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"  # a cookie: no toast is a transaction

# Static files: hashed, compressed, served by the application itself
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("vendor/bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
STORAGES = {
    "default": attachments.storage_of(env.str("ITDESK_ATTACHMENTS_URL", "")),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Attachments: see tickets/files. The parser leaves out what is too much of them before it is kept anywhere
MEDIA_ROOT = DATA_DIR / "attachments"
FILE_UPLOAD_HANDLERS = [
    "tickets.files.limits.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CLAMD = env.str("ITDESK_CLAMD", "")  # host:port or a socket's path

# Words and times
LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Mail (sent by the worker)
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = f"itdesk@{_site.hostname}"
MAIL_DOMAIN = _site.hostname  # of what names our mails; it stays when the mailbox changes
# Mail that comes in: see mail/. Raw mails of settled tickets and replies are kept for so many days; 0 for ever
KEEP_RAW_MAIL_DAYS = env.int("ITDESK_KEEP_RAW_MAIL_DAYS", 365)
MAIL_TOKEN_COMMAND = env.str("ITDESK_MAIL_TOKEN_COMMAND", "")
_mailbox = "ITDESK_MAILBOX_PASSWORD_"
MAILBOX_PASSWORDS = {name.removeprefix(_mailbox): os.environ[name] for name in os.environ if name.startswith(_mailbox)}
globals().update(
    {name: value for name, value in env.dj_email_url("EMAIL_URL", "console://").items() if value is not None}
)

# What happened, one line each: see itdesk/logs.py
LOGGING = logs.configuration()
