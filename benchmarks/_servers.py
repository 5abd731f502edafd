"""Servers for a measurement: gunicorn as in production, on loopback, ended whatever happens."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")
START_SECONDS = 60


@dataclass
class Server:
    """A running gunicorn."""

    url: str
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def cpu_seconds(self) -> float:
        """Return the processor time that the workers have used, user and system."""
        total = 0
        for pid in self.workers():
            # The command's name stands in brackets and may hold spaces: count from behind it.
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / CLOCK_TICKS


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def gunicorn(
    application: str, environment: Mapping[str, str] | None = None, *, workers: int = 2, path: str = "/"
) -> Iterator[Server]:
    """Run gunicorn with synchronous workers while the block lasts.

    Args:
        application: What to serve, as gunicorn writes it.
        environment: Variables beside those of this process.
        workers: Number of worker processes.
        path: An address that answers 200 when the server is ready.

    Raises:
        RuntimeError: The server ended or did not answer in time; its messages are on standard error.
    """
    url = f"http://127.0.0.1:{free_port()}"
    command = [
        *(sys.executable, "-m", "gunicorn", application, "--bind", url.removeprefix("http://")),
        *("--workers", str(workers), "--log-level", "error", "--no-control-socket"),
    ]
    environment = {**os.environ, **(environment or {})}
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            wait_for(url + path, process)
            yield Server(url, process)
        except RuntimeError:
            log.seek(0)
            print(log.read().decode(errors="replace")[-4000:], file=sys.stderr)
            raise
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to end, and see to it that it does."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Return when ``url`` has answered 200."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=10):  # noqa: S310 - an address of our own
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {url}")
