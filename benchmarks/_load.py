"""Load on one address: wrk where it is installed, else threads of Python that ask for nothing but ratios."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 4


@dataclass
class Load:
    """What came of it."""

    requests: int
    seconds: float
    failures: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def drive(url: str, seconds: float) -> Load:
    """Ask for ``url`` over and over with four connections for ``seconds``."""
    return _with_wrk(url, seconds) if shutil.which("wrk") else _with_threads(url, seconds)


def _with_wrk(url: str, seconds: float) -> Load:
    """Let wrk do it."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", url]
    return read_report(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def read_report(report: str) -> Load:
    """Read what wrk prints, each line from its beginning.

    Raises:
        RuntimeError: It says nothing of requests.
    """
    counted = re.search(r"^\s*(\d+) requests in ([\d.]+)(ms|s|m),", report, re.MULTILINE)
    if counted is None:
        raise RuntimeError(f"wrk said nothing of requests:\n{report}")
    unit = {"ms": 0.001, "s": 1, "m": 60}[counted[3]]
    failed = re.search(r"^\s*Non-2xx or 3xx responses: (\d+)", report, re.MULTILINE)
    broken = re.search(
        r"^\s*Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", report, re.MULTILINE
    )
    failures = int(failed[1]) if failed else 0
    failures += sum(int(number) for number in broken.groups()) if broken else 0
    return Load(int(counted[1]), float(counted[2]) * unit, failures)


def _with_threads(url: str, seconds: float) -> Load:
    """Do it from this process."""
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    began = time.monotonic()
    done: list[bool] = []

    def ask() -> None:
        while time.monotonic() - began < seconds:
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
            try:
                connection.request("GET", target)
                answer = connection.getresponse()
                answer.read()
                done.append(answer.status == http.client.OK)
            except OSError:
                done.append(False)
            finally:
                connection.close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(len(done), time.monotonic() - began, done.count(False))
