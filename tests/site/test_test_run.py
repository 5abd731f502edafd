"""The test run itself: nothing is skipped in silence, nothing missing passes in CI, the last line counts."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onestop.tests.factories.needs import lacking
from onestop.tests.factories.source_tree import ROOT, source_files
from onestop.tests.runner import __main__ as runner
from onestop.tests.runner.jobs import DESKS, Job, Result, read_report, run
from onestop.tests.runner.report import show
from onestop.tests.runner.servers import Environment, Running, Unavailable

REPORT = """<testsuites><testsuite>
<testcase classname="a" name="good"/>
<testcase classname="a" name="bad"><failure message="no"/></testcase>
<testcase classname="a" name="broken"><error message="no"/></testcase>
<testcase classname="a" name="left"><skipped message="no browser"/></testcase>
</testsuite></testsuites>"""


@contextmanager
def _absent() -> Iterator[Environment]:
    """A server that cannot be started here."""
    raise Unavailable("no such server")
    yield {}


@contextmanager
def _present() -> Iterator[Environment]:
    """A server that says where it is."""
    yield {"PLACE": "here"}


def _says(code: str, *servers: str) -> Job:
    return Job("job", [sys.executable, "-c", code], servers)


def perform(job: Job) -> Result:
    """Run a part with servers of its own."""
    running = Running({"absent": _absent, "present": _present})
    try:
        return runner._perform(running, job)
    finally:
        running.end()


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the folder of these runs apart from the run that they are part of."""
    monkeypatch.setattr(runner, "FOLDER", tmp_path)


def test_a_server_is_started_once_for_all_parts_and_tells_them_apart() -> None:
    states = []

    @contextmanager
    def server() -> Iterator[Environment]:
        states.append("started")
        yield {"URL": "server/{part}"}
        states.append("ended")

    running = Running({"one": server})
    assert running.of("a", ["one"]) == ({"URL": "server/a"}, [])
    assert running.of("b", ["one"]) == ({"URL": "server/b"}, [])
    running.end()
    assert states == ["started", "ended"]


def test_browser_tests_are_where_the_run_looks_for_them() -> None:
    apart = [file for file in source_files(".py", below="tests") if "pytest.mark.browser" in file.read_text()]
    folder = ROOT / "tests" / "browser"
    assert {file for file in apart if file.parent != folder} == {Path(__file__)}
    assert {ROOT / name for name in DESKS} < set(apart)


def test_a_report_is_counted(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    result = read_report("suite", tmp_path / "report.xml")
    assert (result.passed, result.failed, result.skips) == (1, 2, [("a::left", "no browser")])


def test_what_breaks_without_a_report_is_a_failure_with_its_output(tmp_path: Path) -> None:
    result = run(_says("print('oh'); raise SystemExit(3)"), {}, tmp_path)
    assert (result.passed, result.failed) == (0, 1)
    assert result.log is not None
    assert result.log.read_text() == "oh\n"


def test_a_part_says_what_it_and_its_children_used_of_a_processor(tmp_path: Path) -> None:
    child = "import sys, time\nwhile time.process_time() < 0.2: pass\nsys.exit(0)"
    code = f"import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', {child!r}]))"
    result = run(_says(code), {}, tmp_path)
    assert (result.passed, result.failed) == (1, 0)
    assert result.processor >= 0.2


def test_a_part_gets_the_environment_of_its_servers() -> None:
    job = _says("import os, sys; sys.exit(os.environ['PLACE'] != 'here')", "present")
    assert perform(job).failed == 0


def test_a_missing_server_skips_on_a_laptop_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    at_home = perform(_says("raise SystemExit(1)", "absent"))
    assert (at_home.failed, at_home.skips) == (0, [("job, all or in part", "no such server")])
    monkeypatch.setenv("CI", "true")
    assert perform(_says("", "absent")).failed == 1
    assert perform(_says("", "present", "absent")).failed == 1


def test_with_some_of_its_servers_a_part_runs_with_those(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    result = perform(_says("", "present", "absent"))
    assert (result.passed, [reason for _what, reason in result.skips]) == (1, ["no such server"])


def test_the_last_line_is_the_sum_and_every_skip_has_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    results = [Result("a", passed=3, skips=[("t::one", "no browser")]), Result("b", passed=1, failed=2)]
    assert show(results) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "4 passed, 2 failed, 1 skipped"
    assert "skipped for: no browser: a: t::one" in lines
    assert show(results[:1]) == 0


def test_a_test_that_lacks_something_skips_on_a_laptop_and_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no browser"):
        lacking("no browser")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no browser"):
        lacking("no browser")


def test_tests_reach_this_machine_only() -> None:
    with socket.socket() as probe:
        with pytest.raises(ConnectionRefusedError, match="stay on this machine"):
            probe.connect(("192.0.2.1", 80))
        with pytest.raises(ConnectionRefusedError, match="refused"):
            probe.connect(("127.0.0.1", 1))
