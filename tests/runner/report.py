"""What a run prints at its end: the failures' own words, what was skipped and why, and one line of counts."""

from collections import defaultdict

from onestop.tests.runner.jobs import Result

TAIL = 80
"""Lines of a failed part's output that are shown; the whole is in its log."""


def _tail(result: Result) -> str:
    """Return the end of what a failed part printed."""
    if result.log is None:
        return ""
    lines = result.log.read_text(errors="replace").splitlines()
    return "\n".join([f"--- {result.name} failed; the end of {result.log}", *lines[-TAIL:], ""])


def _skips(results: list[Result]) -> list[str]:
    """Return a line for each reason to skip, with what was skipped for it."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for result in results:
        for what, reason in result.skips:
            reasons[reason].append(what if what.startswith(result.name) else f"{result.name}: {what}")
    return [f"skipped for: {reason}: {'; '.join(tests)}" for reason, tests in reasons.items()]


def show(results: list[Result]) -> int:
    """Print the outcome of ``results``; return the exit status, 1 if anything failed."""
    for result in results:
        if result.failed:
            print(_tail(result))
    for result in results:
        counts = f"{result.passed} passed, {result.failed} failed, {len(result.skips)} skipped"
        print(f"{result.name:10} {counts}, {result.seconds:.0f} s, {result.processor:.0f} s of a processor")
    for line in _skips(results):
        print(line)
    passed, failed = sum(r.passed for r in results), sum(r.failed for r in results)
    print(f"{passed} passed, {failed} failed, {sum(len(r.skips) for r in results)} skipped")
    return int(failed > 0)
