"""Checking many links: a few at a time on the network, one after the other in the database."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from django.utils import timezone

from onestop.catalogue.links.models import ExternalLink
from onestop.catalogue.links.probing import Answer, probe


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
    on_checked: Callable[[ExternalLink, Answer], None] = lambda _link, _answer: None,
) -> Tally:
    """Ask every link's address and record the answer beside it as soon as it is there.

    Args:
        links: what to check.
        parallel: how many are asked at the same time.
        timeout: seconds that each has to answer.
        on_checked: told after each link.

    Returns:
        The counts. What was recorded stays when the check is interrupted.
    """
    tally = Tally()
    with ThreadPoolExecutor(max_workers=max(parallel, 1), thread_name_prefix="links") as pool:
        asked = {pool.submit(probe, link.url, timeout): link for link in links}
        try:
            for future in as_completed(asked):
                link, answer = asked[future], future.result()
                link.record(timezone.now(), answer.status, answer.problem)
                _count(tally, link)
                on_checked(link, answer)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return tally


def _count(tally: Tally, link: ExternalLink) -> None:
    if link.failures:
        tally.failed += 1
        tally.hidden += not link.is_shown
    else:
        tally.working += 1
