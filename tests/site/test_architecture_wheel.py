"""A wheel holds everything the site needs to run, translations compiled, and nothing else."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from onestop.tests.factories.source_tree import APPS, NOT_OURS, ROOT, relative, source_files

CARRIED = (".py", ".html", ".txt", ".css", ".js", ".svg", ".csv", ".json", ".md", ".po", ".ttf")
STARTS_FROM_THE_WHEEL = """
import django, pathlib, requests, site
django.setup()
import onestop
from django.conf import settings
from django.template.loader import get_template
from django.utils.translation import gettext, override
assert pathlib.Path(onestop.__file__).is_relative_to({target!r}), onestop.__file__
with override("zh-hans"):
    print(gettext("Service requests"))
"""


def _ignore(folder: str, names: list[str]) -> set[str]:
    """Return what a copy of the tree leaves out: builds, caches, data."""
    hidden = {name for name in names if name.startswith(".") or name.endswith((".egg-info", ".mo"))}
    return hidden | (NOT_OURS & set(names))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=_ignore)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "."],
        cwd=folder / "source",
        capture_output=True,
        text=True,
        check=True,
    )
    return next(folder.glob("*.whl"))


def test_wheel_carries_code_templates_static_files_and_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"onestop/{relative(path)}" for app in APPS for path in source_files(*CARRIED, below=app)}
    assert not wanted - names


def test_wheel_carries_compiled_translations(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    sources = [name for name in names if name.endswith(".po")]
    assert sources
    assert {name.removesuffix(".po") + ".mo" for name in sources} <= set(names)


def test_wheel_carries_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[1] for name in zipfile.ZipFile(wheel).namelist() if name.startswith("onestop/")}
    assert tops == {*APPS, "__init__.py", "manage.py"}


def test_site_starts_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    target = str(tmp_path / "installed")
    done = subprocess.run(
        # -S -P: neither the editable install's hook nor the working directory; the libraries by PYTHONPATH.
        [sys.executable, "-S", "-P", "-c", STARTS_FROM_THE_WHEEL.format(target=target)],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([target, *(p for p in sys.path if p.endswith("-packages"))]),
            "DJANGO_SETTINGS_MODULE": "onestop.site.settings.test",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "服务需求"
