"""Settings of a server that a test starts: the demo's, without collected static files."""

from onestop.site.settings.demo import *  # noqa: F403
from onestop.site.settings.demo import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
