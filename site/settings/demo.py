"""What ``make run`` uses: SQLite, the embedded engine, a secret in DATA_DIR. Never for a public address."""

from django.core.management.utils import get_random_secret_key

from onestop.site.settings.base import *  # noqa: F403
from onestop.site.settings.base import DATA_DIR, STORAGES, env
from onestop.site.translations.catalogues import compile_all

compile_all()  # before an app is loaded: Django reads a catalogue once, and a fresh clone has none compiled

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])


def _kept_secret() -> str:
    """Return the secret of this copy, made at the first start so that sessions outlive a restart."""
    path = DATA_DIR / "secret-key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


LOAD_DEMO_ALLOWED = True
WAGTAILADMIN_BASE_URL = env(
    "SITE_BASE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}"
).rstrip("/")
SECRET_KEY = env("SECRET_KEY", default="") or _kept_secret()

if not DEBUG:
    # As in production: names with a hash, compressed once by collectstatic.
    STORAGES["staticfiles"] = {"BACKEND": "onestop.site.look.storage.KnownManifestStorage"}
