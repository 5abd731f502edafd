"""What a test run consists of, and how one part of it is run."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

import onestop

ROOT = Path(onestop.__file__).parent
LANES = min(4, (os.cpu_count() or 1) + 1)
"""How many parts run side by side: one more than processors, as each waits a third of its time."""
WORKERS = max(1, (os.cpu_count() or 1) // LANES)
"""How many processes the tests of one part are spread over."""

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "onestop.site.settings.production",
    "ALLOWED_HOSTS": "standards.example.org",
    "SITE_BASE_URL": "https://standards.example.org",
}


SERVER_MARKS = "database or elasticsearch or postgresql"
DESKS = tuple(
    f"tests/browser/test_{name}.py"
    for name in ("requests_pages", "requests_way", "filing", "enterprises", "following")
)
"""Browser tests of the requests: two parts of like length spread better over two lanes than one."""
FORMS = "tests/site/test_every_form.py"
"""Every form, misused: minutes of one processor, so it runs beside the others."""
WAY = "tests/browser/test_requests_way.py::test_one_request_from_the_phone_to_the_archive"


@dataclass
class Job:
    """One part of the run: a command, the servers it needs, the environment it runs in."""

    name: str
    command: list[str]
    servers: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    is_pytest: bool = False


@dataclass
class Result:
    """How a part ended.

    ``skips`` are pairs of what was skipped and why, ``processor``: seconds of it.
    """

    name: str
    passed: int = 0
    failed: int = 0
    seconds: float = 0
    processor: float = 0
    skips: list[tuple[str, str]] = field(default_factory=list)
    log: Path | None = None


def pytest_job(name: str, marks: str, *servers: str, paths: tuple[str, ...] = ()) -> Job:
    """Return the part that runs the tests that the marker expression ``marks`` selects, in ``paths``."""
    command = [sys.executable, "-m", "pytest", "-q", "--durations=15", "-m", marks, *paths]
    if WORKERS > 1:
        command += ["-n", str(WORKERS)]
    return Job(name, command, servers, is_pytest=True)


def all_jobs(secret: str) -> list[Job]:
    """Return every part, longest first; ``secret`` is the key for the check of the production settings."""
    manage = [sys.executable, str(ROOT / "manage.py")]
    deploy = [*manage, "check", "--deploy", "--fail-level", "WARNING"]
    return [
        pytest_job(
            "servers",
            f"not browser and ({SERVER_MARKS})",
            "postgresql",
            "elasticsearch",
            paths=(f"--ignore={FORMS}",),
        ),
        pytest_job("sqlite", "not browser and not elasticsearch and not postgresql"),
        pytest_job(
            "browser", "browser", "browser", paths=("tests/browser", *map("--ignore={}".format, DESKS))
        ),
        pytest_job("forms", "postgresql", "postgresql", paths=(FORMS,)),
        pytest_job("desks", "browser", "browser", paths=DESKS),
        pytest_job("way", "browser", "postgresql", "browser", paths=(WAY,)),
        Job("lint", ["make", "--no-print-directory", "-s", "lint", f"PY={sys.executable}"]),
        Job("clauses", [*manage, "check_clauses"]),
        Job("deploy", deploy, environment={**PRODUCTION, "SECRET_KEY": secret}),
    ]


_running: set[subprocess.Popen[bytes]] = set()
_ending = threading.Event()


def _execute(command: list[str], environment: dict[str, str], log: Path) -> tuple[int, float]:
    """Run ``command`` in a process group of its own, output to ``log``.

    Returns:
        Its exit status, and the seconds of a processor that it and its children used.
    """
    if _ending.is_set():
        return 130, 0
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        _running.add(process)
        try:
            _pid, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, used.ru_utime + used.ru_stime
        finally:
            _running.discard(process)


def end_all() -> None:
    """Ask whatever is still running, with all its children, to end; start nothing more."""
    _ending.set()
    for process in list(_running):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)


def run(job: Job, environment: dict[str, str], folder: Path) -> Result:
    """Run ``job`` with ``environment`` on top of this process's; output and report go to ``folder``."""
    log, report = folder / f"{job.name}.log", folder / f"{job.name}.xml"
    report.unlink(missing_ok=True)
    command = [*job.command, f"--junitxml={report}"] if job.is_pytest else job.command
    started = time.monotonic()
    status, processor = _execute(command, {**job.environment, **environment}, log)
    result = read_report(job.name, report) if report.exists() else Result(job.name, passed=int(not status))
    if status and not result.failed:
        result.failed = 1  # it broke before or after its tests
    result.seconds, result.processor, result.log = time.monotonic() - started, processor, log
    return result


def read_report(name: str, report: Path) -> Result:
    """Return the counts of pytest's JUnit file ``report``."""
    result = Result(name)
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest has just written it
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            result.failed += 1
        elif skip is not None:
            test = f"{case.get('classname', '')}::{case.get('name', '')}"
            result.skips.append((test, skip.get("message", "")))
        else:
            result.passed += 1
    return result
