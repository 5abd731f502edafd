"""``make test``: everything that CI checks and this machine can; skips are named at the end."""

import argparse
import secrets
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from onestop.tests.factories.needs import in_ci
from onestop.tests.runner.jobs import LANES, ROOT, Job, Result, all_jobs, end_all, run
from onestop.tests.runner.report import show
from onestop.tests.runner.servers import SERVERS, Running

FOLDER = ROOT / "var" / "test-runs"
"""Where the full output of every part stays until the next run."""


def _perform(running: Running, job: Job) -> Result:
    """Run ``job`` with its servers; without all of them it is skipped, or in CI failed for want of any."""
    environment, reasons = running.of(job.name, job.servers)
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
    running = Running(SERVERS)
    try:
        with ThreadPoolExecutor(LANES) as lanes:
            try:
                results = list(lanes.map(partial(_perform, running), [jobs[name] for name in names]))
            except BaseException:
                lanes.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        running.end()
    return show(results)


if __name__ == "__main__":
    sys.exit(main())
