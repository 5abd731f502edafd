"""``make test``: everything that CI checks and this machine can; skips are named at the end."""

import argparse
import secrets
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from onestop.tests.factories.needs import in_ci
from onestop.tests.runner.jobs import LANES, ROOT, Job, Result, all_jobs, end_all, run
from onestop.tests.runner.report import show
from onestop.tests.runner.servers import SERVERS, Environment, Unavailable

FOLDER = ROOT / "var" / "test-runs"
"""Where the full output of every part stays until the next run."""


@contextmanager
def _servers(names: tuple[str, ...]) -> Iterator[tuple[Environment, list[str]]]:
    """Start the servers ``names``; yields their environment, and why some are not there."""
    environment: Environment = {}
    reasons: list[str] = []
    with ExitStack() as stack:
        for name in names:
            try:
                environment |= stack.enter_context(SERVERS[name]())
            except Unavailable as error:
                reasons.append(str(error))
        yield environment, reasons


def _perform(job: Job) -> Result:
    """Run ``job`` with its servers; without all of them it is skipped, or in CI failed for want of any."""
    with _servers(job.servers) as (environment, reasons):
        print(f"… {job.name}", flush=True)
        if reasons and (in_ci() or len(reasons) == len(job.servers)):
            result = Result(job.name, failed=int(in_ci()))
        else:
            result = run(job, environment, FOLDER)
        result.skips += [(f"{job.name}, all or in part", reason) for reason in reasons]
    print(f"{'FAILED' if result.failed else 'done  '} {job.name} ({result.seconds:.0f} s)", flush=True)
    return result


def _stop(*_: object) -> None:
    """End what runs, so that every thread comes back and every server is ended by its own ``finally``."""
    end_all()
    raise SystemExit(130)


def main() -> int:
    """Run the parts that were asked for, all by default; return 1 if anything failed."""
    jobs = {job.name: job for job in all_jobs(secrets.token_urlsafe(50))}
    parser = argparse.ArgumentParser(prog="python -m onestop.tests.runner", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of: {', '.join(jobs)}; all by default")
    names = parser.parse_args().parts or list(jobs)
    if unknown := set(names) - jobs.keys():
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    with ThreadPoolExecutor(LANES) as lanes:
        try:
            results = list(lanes.map(_perform, [jobs[name] for name in names]))
        except BaseException:
            lanes.shutdown(wait=False, cancel_futures=True)
            raise
    return show(results)


if __name__ == "__main__":
    sys.exit(main())
