"""Settings that every environment shares; the variables that change them are those of docs/settings.md."""

from pathlib import Path
from typing import Any

import environ

from django.utils.translation import gettext_lazy as _

from onestop.site.settings.accounts import *  # noqa: F403
from onestop.site.settings.directories import *  # noqa: F403
from onestop.site.settings.logs import logging_config
from onestop.site.settings.look import *  # noqa: F403
from onestop.site.settings.look import TYPE_COOKIE
from onestop.site.settings.security import *  # noqa: F403
from onestop.site.settings.wagtail import *  # noqa: F403

env = environ.Env()

ROOT = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env("DATA_DIR", default=str(ROOT / "var"))).resolve()

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "onestop.requests",
    "onestop.home",
    "onestop.catalogue",
    "onestop.standards",
    "onestop.search",
    "onestop.site",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
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
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "onestop.site.page_cache.middleware.PageCacheMiddleware",
    "onestop.site.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "onestop.site.security.SecurityHeadersMiddleware",
    "onestop.site.security.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "onestop.site.security.IdleSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "onestop.site.current_site.KnownSiteMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "onestop.site.accounts.gates.GateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "onestop.site.sent_forms.SentFormMiddleware",
    "onestop.site.deleting.ProtectedMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "onestop.site.refetched.RefetchedMiddleware",
]

ROOT_URLCONF = "onestop.site.urls"
WSGI_APPLICATION = "onestop.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES: dict[str, Any] = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'onestop.sqlite3'}")
}
DATABASES["default"]["CONN_MAX_AGE"] = 300
# A database that was restarted costs no visitor an error page.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on while one writes; IMMEDIATE makes a second writer wait instead of failing
    # half-way.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

# What all workers of a host share: sign-in attempts, Wagtail's site addresses. Several hosts: a shared
# CACHE_URL.
CACHES: dict[str, Any] = {
    "default": env.cache_url("CACHE_URL", default=f"filecache://{DATA_DIR / 'cache'}"),
    # Pages that answered a press: whoever makes many of them displaces no sign-in attempt.
    "answers": {
        **env.cache_url("CACHE_URL", default=f"filecache://{DATA_DIR / 'answers'}"),
        "KEY_PREFIX": "answers",
    },
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "memory",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
if "filebased" in CACHES["default"]["BACKEND"]:
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 2_000}
    CACHES["answers"]["OPTIONS"] = {"MAX_ENTRIES": 1_000}

# The whole-page cache, docs/caching.md. 0 bytes switches it off.
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_BYTES", default=32 * 1024 * 1024)
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=600)
PAGE_CACHE_COOKIES = [TYPE_COOKIE]
# No public page shows these, so writing to them keeps the pages. An app adds its own by
# AppConfig.page_cache_ignores.
PAGE_CACHE_IGNORED_MODELS = [
    "account.EmailAddress",
    "account.EmailConfirmation",
    "admin.LogEntry",
    "contenttypes.ContentType",
    "django_tasks_database.DBTaskResult",
    "mfa.Authenticator",
    "sessions.Session",
    "usersessions.UserSession",
    "wagtailadmin.EditingSession",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageLogEntry",
    "wagtailcore.PageSubscription",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Revision",
    "wagtailusers.UserProfile",
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["onestop.site.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # No address leads to it; a view hands a file out after it has checked who asks.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Elasticsearch when an address is given, else the embedded engine in DATA_DIR.
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")
# Further arguments of its client; the file is the certificate of a private authority.
ELASTICSEARCH_OPTIONS = {"ca_certs": _ca} if (_ca := env("ELASTICSEARCH_CA_CERTS", default="")) else {}
# Begins the name of every index: several copies of the site may share one cluster.
SEARCH_INDEX_PREFIX = env("SEARCH_INDEX_PREFIX", default="onestop")
# At most so often a process looks, after a response, whether writes were left unsent; 0: never.
SEARCH_CATCH_UP_SECONDS = 10

# The region that the platform serves (GB/T 2260); its network lies within.
REGION_CODE = env("REGION_CODE", default="650500")
# How many of the quality elements an outlet's enterprise must work with (clause 4.1.1.4 names no figure).
OUTLET_QUALITY_ELEMENTS = env.int("OUTLET_QUALITY_ELEMENTS", default=3)
# Open cases that one person at a window may have in hand (clause 4.1.2.3).
STAFF_OPEN_CASES = env.int("STAFF_OPEN_CASES", default=30)

# Requests: docs/requests.md. The prefix of numbers; hours after which an entry counts as late (clause 6.2).
REQUEST_PREFIX = env("REQUEST_PREFIX", default="HM")
REQUEST_LATE_HOURS = env.int("REQUEST_LATE_HOURS", default=24)
# So often institutions may give a case back before it goes to the centre by itself (clause 4.3.3.2).
REQUEST_RETURNS = env.int("REQUEST_RETURNS", default=2)
# Files about candidates of an examination go so many days after the end of the service (clause 4.2.6.3).
REQUEST_EXAM_FILES_DAYS = env.int("REQUEST_EXAM_FILES_DAYS", default=10)
# The hash that chains the events of a case: any that hashlib knows (sm3 where OpenSSL has it).
REQUEST_DIGEST = env("REQUEST_DIGEST", default="sha256")

# Files of requests: how large one may be; what scans them (clamd://host:port, or a function by name).
ATTACHMENT_BYTES = env.int("ATTACHMENT_MEGABYTES", default=10) * 1024 * 1024
ATTACHMENT_SCANNER = env("ATTACHMENT_SCANNER", default="")

# Short messages: locmem, console, mail, off, or a class; the messages that all may get in an hour.
SMS_BACKEND = env("SMS_BACKEND", default="console")
SMS_MAIL_TO = env("SMS_MAIL_TO", default="")
SMS_HOURLY_LIMIT = env.int("SMS_HOURLY_LIMIT", default=300)
# Between these hours no e-mail, SMS or message of WeCom goes out by itself; equal: at any time.
NOTIFICATION_QUIET_FROM = env.int("NOTIFICATION_QUIET_FROM", default=22)
NOTIFICATION_QUIET_UNTIL = env.int("NOTIFICATION_QUIET_UNTIL", default=8)
# The robot of the staff's WeCom group; it is told numbers, items and links.
WECOM_WEBHOOK_URL = env("WECOM_WEBHOOK_URL", default="")

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="webmaster@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

WAGTAILADMIN_BASE_URL = env("SITE_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")

# How many proxies of ours stand in front: so many addresses at the end of X-Forwarded-For are believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
NINJA_NUM_PROXIES = TRUSTED_PROXIES
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

API_RATE = env("API_RATE", default="120/m")
"""Requests to the API that one address may make of one worker process."""

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

LOGGING = logging_config("plain", level=env("LOG_LEVEL", default="INFO"))
