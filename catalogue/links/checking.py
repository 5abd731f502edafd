"""Checking many links: a few at a time on the network, one after the other in the database."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from django.utils import timezone

from onestop.catalogue.links.models import ExternalLink
from onestop.catalogue.links.probing import Answer, probe

DOUBTED_FROM = 5
"""From so many links on, none that answers says something about this machine, not about them."""


class NothingAnsweredError(Exception):
    """No address at all answered: this machine is offline. Nothing was recorded."""


@dataclass(slots=True)
class Tally:
    """How many links did what; ``hidden`` are those that users no longer see."""

    working: int = 0
    failed: int = 0
    hidden: int = 0

    @property
    def line(self) -> str:
        """The last line of the command."""
        return f"working {self.working}, failed {self.failed}, hidden {self.hidden}"


def check(
    links: Iterable[ExternalLink],
    *,
    parallel: int,
    timeout: float,
    doubt: bool = True,
    on_checked: Callable[[ExternalLink, Answer], None] = lambda _link, _answer: None,
) -> Tally:
    """Ask every link's address and record the answer beside it as soon as it is there.

    Silence is recorded last: only where others answered is it the link's own.

    Args:
        links: what to check.
        parallel: how many are asked at the same time.
        timeout: seconds that each has to answer.
        doubt: record nothing where all of many links are silent.
        on_checked: told after each link.

    Returns:
        The counts. What was recorded stays when the check is interrupted.

    Raises:
        NothingAnsweredError: all of many links are silent.
    """
    tally = Tally()
    silent: list[tuple[ExternalLink, Answer]] = []

    def record(link: ExternalLink, answer: Answer) -> None:
        link.record(timezone.now(), answer.status, answer.problem)
        _count(tally, link)
        on_checked(link, answer)

    with ThreadPoolExecutor(max_workers=max(parallel, 1), thread_name_prefix="links") as pool:
        asked = {pool.submit(probe, link.url, timeout): link for link in links}
        try:
            for future in as_completed(asked):
                link, answer = asked[future], future.result()
                if answer.status is None:
                    silent.append((link, answer))
                else:
                    record(link, answer)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    if doubt and len(silent) == len(asked) >= DOUBTED_FROM:
        raise NothingAnsweredError
    for link, answer in silent:
        record(link, answer)
    return tally


def _count(tally: Tally, link: ExternalLink) -> None:
    if link.failures:
        tally.failed += 1
        tally.hidden += not link.is_shown
    else:
        tally.working += 1
