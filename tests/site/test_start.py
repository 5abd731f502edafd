"""``manage.py start``: the first time it prepares everything, later it is quick and keeps the data."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onestop.tests.factories.source_tree import ROOT
from onestop.tests.runner.ports import free_port

PASSWORD = "a password of this test"


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of a machine on which nothing is set but the folder of the data."""
    ours = {"DATABASE_URL", "ELASTICSEARCH_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "DEBUG"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DATA_DIR": str(folder), "DEMO_PASSWORD": PASSWORD}


def _start(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``manage.py start`` to its end."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "start", *arguments],
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("start")
    done = _start(folder, "--only-prepare")
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve the site; yields its address."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "start", "--port", str(port)],
        env=_environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _get(address: str, seconds: float = 60) -> tuple[int, str]:
    """Return status and text of ``address``, waiting until somebody listens."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=seconds) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_first_start_says_how_to_sign_in(prepared: tuple[Path, str]) -> None:
    assert "admin" in prepared[1]


def test_first_start_sends_nobody_a_message(prepared: tuple[Path, str]) -> None:
    assert "SMS" not in prepared[1]


def test_second_start_does_nothing_again(prepared: tuple[Path, str]) -> None:
    done = _start(prepared[0], "--only-prepare")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_it_serves_pages_static_files_and_health(prepared: tuple[Path, str]) -> None:
    with _served(prepared[0]) as address:
        status, html = _get(f"{address}/")
        assert status == 200
        static = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
        assert static
        assert {_get(address + path)[0] for path in static} == {200}
        assert '"status": "ok"' in _get(f"{address}/healthz")[1]
        assert _get(f"{address}/nothing-here/")[0] == 404


def test_a_port_in_use_is_named_before_anything_is_done(tmp_path: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = _start(tmp_path, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "PORT=" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "onestop.sqlite3").exists()


def test_a_database_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    environment = {
        **_environment(tmp_path),
        "DATABASE_URL": f"postgres://nobody@127.0.0.1:{free_port()}/none",
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "start", "--only-prepare"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
