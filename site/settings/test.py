"""Settings of the tests: everything in a folder of its own, nothing slow, nothing that leaves the machine."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from onestop.site.settings.base import *  # noqa: F403
from onestop.site.settings.base import CACHES, DATABASES, STORAGES
from onestop.site.translations.catalogues import compile_all

compile_all()  # before an app is loaded: Django reads a catalogue once, and a fresh clone has none compiled

SECRET_KEY = "tests-only"  # noqa: S105 - no secret: it signs nothing outside a test run
DATA_DIR = Path(tempfile.mkdtemp(prefix="onestop-tests-"))


def _remove_folder(owner: int) -> None:
    """Remove DATA_DIR when the process that made it ends; a child that was forked from it leaves it alone."""
    if os.getpid() == owner:
        shutil.rmtree(DATA_DIR, ignore_errors=True)


atexit.register(_remove_folder, os.getpid())
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()  # WhiteNoise warns where there is none
STORAGES["private"]["OPTIONS"]["location"] = PRIVATE_ROOT = DATA_DIR / "private"
for _name in ("default", "answers"):
    CACHES[_name] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": _name}
PAGE_CACHE_BYTES = 0  # a test means the page as it is rendered; those of the cache switch it on
API_RATE = "100000/m"
ACCOUNT_RATE_LIMITS = False
STAFF_SECOND_FACTOR = False  # a test of it switches it on
LOAD_DEMO_ALLOWED = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].pop("NAME")
    DATABASES["default"]["NAME"] = str(DATA_DIR / "test.sqlite3")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SMS_BACKEND = "locmem"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Every test process has indices of its own, as it has a database of its own.
SEARCH_CATCH_UP_SECONDS = 0  # a look at the database after a response would be counted as its query
SEARCH_INDEX_PREFIX = f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{os.getpid()}"
