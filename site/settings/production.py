"""Settings of a public site: refuses to start on a missing or insecure secret, host or address."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from onestop.site.settings.base import *  # noqa: F403
from onestop.site.settings.base import ALLOWED_HOSTS, STORAGES, WAGTAILADMIN_BASE_URL, env
from onestop.site.settings.logs import logging_config
from onestop.site.settings.security import PUBLIC_POLICY

DEBUG = False
SECRET_LENGTH = 50  # what `check --deploy` asks for (security.W009)
SECRET_CHARACTERS = 5

SECRET_KEY = env("SECRET_KEY", default="")
if len(SECRET_KEY) < SECRET_LENGTH or len(set(SECRET_KEY)) < SECRET_CHARACTERS or "insecure" in SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY must be set to at least 50 random characters.")
# Former secrets, for as long as sessions signed with them are to live on.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
if not ALLOWED_HOSTS or any("*" in host for host in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's hosts, without '*'.")
if urlsplit(WAGTAILADMIN_BASE_URL).scheme != "https":
    raise ImproperlyConfigured("SITE_BASE_URL must be the https:// address under which the site is reached.")

TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
NINJA_NUM_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
PUBLIC_POLICY["upgrade-insecure-requests"] = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=True)

STORAGES["staticfiles"] = {"BACKEND": "onestop.site.look.storage.KnownManifestStorage"}
# `manage.py db_worker` does the work; docs/operations.md.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOGGING = logging_config("json", level=env("LOG_LEVEL", default="INFO"))
# Without a gateway nobody is asked for a code by SMS; the console would write codes into the log.
SMS_BACKEND = env("SMS_BACKEND", default="off")
