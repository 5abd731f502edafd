"""Settings of the tests: everything in a folder of its own, nothing slow, nothing that leaves the machine."""

import tempfile
from pathlib import Path

from onestop.site.settings.base import *  # noqa: F403
from onestop.site.settings.base import DATABASES

SECRET_KEY = "tests-only"  # noqa: S105 - no secret: it signs nothing outside a test run
DATA_DIR = Path(tempfile.mkdtemp(prefix="onestop-tests-"))
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].pop("NAME")
    DATABASES["default"]["NAME"] = str(DATA_DIR / "test.sqlite3")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
