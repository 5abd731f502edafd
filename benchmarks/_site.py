"""The site as a benchmark meets it: the data of DATA_DIR, or demo content in a folder of its own."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def manage(*arguments: str) -> None:
    """Run a command of ``manage.py``; what it prints goes to standard error, for the result stands alone."""
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, check=True, stdout=sys.stderr)


@contextmanager
def prepared() -> Iterator[None]:
    """Set Django up on the data that DATA_DIR holds, or on demo content made for the time of the block."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onestop.site.settings.demo")
    data = Path(os.environ.get("DATA_DIR", ROOT / "var"))
    if "DATABASE_URL" in os.environ or (data / "onestop.sqlite3").exists():
        set_up(data)
        yield
        return
    with tempfile.TemporaryDirectory(prefix="onestop-benchmark-") as folder:
        os.environ["DATA_DIR"] = folder
        manage("migrate", "--verbosity", "0")
        manage("load_demo")
        manage("search_index", "build")
        set_up(Path(folder))
        yield


def set_up(data: Path) -> None:
    """Collect the static files if that has not been done, and start Django in this process."""
    if not (data / "static" / "staticfiles.json").exists():
        manage("collectstatic", "--noinput", "--verbosity", "0")
    import django  # noqa: PLC0415 - after the environment is complete

    django.setup()
