"""``site`` and ``requests`` are also names of the standard library and PyPI: nobody gets the wrong one."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from onestop.tests.factories.source_tree import APPS, ROOT

WHERE_THEY_COME_FROM = """
import site, requests, onestop
from importlib.util import find_spec
print(site.__file__, requests.__file__, sep="\\n")
print(find_spec("onestop.site.hooks").origin, find_spec("onestop.requests.apps").origin, sep="\\n")
"""
PLACES = ["", *APPS, "tests", "docs"]


def _files(folder: Path, **environment: str) -> list[Path]:
    """Return where the four modules are found from the working directory ``folder``."""
    done = subprocess.run(
        [sys.executable, "-c", WHERE_THEY_COME_FROM],
        cwd=folder,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "onestop.site.settings.test", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(line) for line in done.stdout.splitlines()]


def _assert_right(files: list[Path]) -> None:
    """Assert that each of the four modules is the one its name means."""
    library, http, our_site, our_requests = files
    assert library == Path(sysconfig.get_path("stdlib")) / "site.py"
    assert http.parent == Path(sysconfig.get_path("purelib")) / "requests"
    assert our_site == ROOT / "site" / "hooks.py"
    assert our_requests == ROOT / "requests" / "apps.py"


@pytest.mark.parametrize("place", PLACES)
def test_names_mean_the_same_from_any_folder(place: str) -> None:
    _assert_right(_files(ROOT / place))


@pytest.mark.parametrize("path", [".", str(ROOT), str(ROOT.parent)])
def test_names_mean_the_same_with_a_python_path(path: str) -> None:
    _assert_right(_files(ROOT, PYTHONPATH=path))


def test_names_mean_the_same_for_a_script_of_the_root() -> None:
    code = WHERE_THEY_COME_FROM.strip()
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "onestop.site.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )
    _assert_right([Path(line) for line in done.stdout.splitlines()])


def test_names_mean_the_same_for_a_module_run_by_name() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "requests.help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert '"requests"' in done.stdout or '"urllib3"' in done.stdout


@pytest.mark.parametrize("folder", ["site", "requests"])
def test_the_two_folders_are_no_regular_packages(folder: str) -> None:
    assert not (ROOT / folder / "__init__.py").exists()
