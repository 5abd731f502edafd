"""``onestop.requests`` is attached, not built in: without it the site serves every page all the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onestop.tests.factories.states import give_migrated

SETTINGS = """
from onestop.site.settings.test import *
INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "onestop.requests"]
"""
VISIT = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from onestop.tests.factories.crawl import crawl
call_command("migrate", verbosity=0)
call_command("makemigrations", check=True, dry_run=True, verbosity=0)
call_command("load_demo", stdout=sys.stderr)
call_command("search_index", "update", stdout=sys.stderr)
loaded = [name for name in sys.modules if name.startswith("onestop.requests")]
print(json.dumps({"statuses": crawl(), "loaded": loaded}))
"""


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> dict[str, dict[str, int]]:
    folder: Path = tmp_path_factory.mktemp("without-requests")
    give_migrated(folder / "db.sqlite3", without_last_app=True)
    (folder / "core_settings.py").write_text(SETTINGS)
    done = subprocess.run(
        [sys.executable, "-c", VISIT],
        cwd=folder,
        env={
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "ELASTICSEARCH_URL": "",
            "DJANGO_SETTINGS_MODULE": "core_settings",
            "PYTHONPATH": str(folder),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, dict[str, int]] = json.loads(done.stdout.splitlines()[-1])
    return result


def test_every_page_that_is_linked_is_served(visited: dict[str, dict[str, int]]) -> None:
    assert visited["statuses"]["/"] == 200
    assert len(visited["statuses"]) > 5
    assert not {page: status for page, status in visited["statuses"].items() if status != 200}


def test_nothing_loads_the_absent_app(visited: dict[str, dict[str, int]]) -> None:
    assert not visited["loaded"]
