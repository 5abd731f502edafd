"""The measurement of pages measures what it says: load, the processor time of workers, bars."""

import pytest

from onestop.benchmarks import _load
from onestop.benchmarks._servers import gunicorn
from onestop.benchmarks.pages import LEAST_CACHED, LEAST_UNCACHED, MOST_CPU_MS, MOST_QUERIES, Measured

REPORT = """Running 2s test @ http://127.0.0.1:40000/
  1 threads and 4 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.05ms    1.38ms  27.66ms   97.63%
    Req/Sec     4.18k   514.33     4.72k    85.71%
  8738 requests in 2.10s, 85.57MB read
{more}Requests/sec:   4159.93
Transfer/sec:     40.74MB
"""


def test_a_report_of_wrk_is_read() -> None:
    load = _load.read_report(REPORT.format(more=""))
    assert (load.requests, load.seconds, load.failures) == (8738, 2.1, 0)
    assert load.rate == pytest.approx(4160.95, abs=0.1)


@pytest.mark.parametrize(
    ("line", "failures"),
    [
        ("  Non-2xx or 3xx responses: 12\n", 12),
        ("  Socket errors: connect 1, read 2, write 3, timeout 4\n", 10),
    ],
)
def test_failures_are_counted(line, failures) -> None:
    assert _load.read_report(REPORT.format(more=line)).failures == failures


def test_a_report_without_requests_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="unable to connect"):
        _load.read_report("unable to connect to 127.0.0.1:40000 Connection refused")


def page(**changes: object) -> Measured:
    """Return a page that is just good enough, but for ``changes``."""
    good: dict[str, object] = {
        "queries": MOST_QUERIES,
        "uncached": [LEAST_UNCACHED],
        "cached": [LEAST_CACHED],
        "cpu_ms": [MOST_CPU_MS],
        "bare_cpu_ms": [0.3],
        "cached_cpu_ms": [0.3],
    }
    return Measured("/", **{**good, **changes})  # type: ignore[arg-type]


def test_a_page_that_just_holds_every_bar_holds() -> None:
    assert page().row()["holds"]


@pytest.mark.parametrize(
    "changes",
    [
        {"queries": MOST_QUERIES + 1},
        {"uncached": [LEAST_UNCACHED - 0.01]},
        {"cached": [LEAST_CACHED - 0.01]},
        {"cpu_ms": [MOST_CPU_MS + 1]},
        {"failures": 1},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_page_that_misses_one_bar_does_not(changes) -> None:
    assert not page(**changes).row()["holds"]


def test_the_yardstick_is_a_bare_10_kilobytes_and_its_work_is_seen() -> None:
    with gunicorn("onestop.benchmarks.bare:application()", workers=1) as server:
        before = server.cpu_seconds()
        load = _load._with_threads(server.url + "/", 0.5)
        assert load.failures == 0
        assert load.requests > 10
        assert server.cpu_seconds() > before
        assert len(server.workers()) == 1


def test_a_server_that_cannot_start_says_so() -> None:
    with pytest.raises(RuntimeError, match="no answer"), gunicorn("onestop.no_such_module:application"):
        pass
