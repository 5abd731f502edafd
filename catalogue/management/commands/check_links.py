"""``manage.py check_links``: asks every official link whether it still answers."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from tqdm import tqdm

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from onestop.catalogue.links.checking import NothingAnsweredError, check
from onestop.catalogue.links.kinds import LinkKind
from onestop.catalogue.links.models import ExternalLink, Problem
from onestop.catalogue.links.probing import Answer

MOST_PARALLEL = 16


def between(least: int, most: int) -> Any:
    """Return a type of argument: a whole number within bounds."""

    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return int(text)

    return number


class Command(BaseCommand):
    """Check the links; for a weekly timer."""

    help = "Checks the official links: records status and day, hides what failed too often in a row."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take limits and a choice of links."""
        parser.add_argument(
            "--parallel",
            type=between(1, MOST_PARALLEL),
            default=settings.LINK_CHECK_PARALLEL,
            help="sites asked at the same time",
        )
        parser.add_argument(
            "--timeout", type=between(1, 120), default=settings.LINK_CHECK_TIMEOUT, help="seconds"
        )
        parser.add_argument("--kind", choices=LinkKind.values, help="only links of this kind")
        parser.add_argument("--failing", action="store_true", help="only links that failed last time")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, name what fails, print the counts in the last line."""
        links = ExternalLink.objects.all()
        if options["kind"]:
            links = links.filter(kind=options["kind"])
        if options["failing"]:
            links = links.failing()
        quiet = options["verbosity"] == 0 or None  # None: quiet when stderr is no terminal
        with tqdm(total=links.count(), unit="link", disable=quiet) as bar:

            def checked(link: ExternalLink, answer: Answer) -> None:
                bar.update()
                if answer.problem:
                    self.stdout.write(
                        f"{link.failures:>3} {answer.status or Problem(answer.problem).value:<12} {link.url}"
                    )

            limits = {name: options[name] for name in ("parallel", "timeout")}
            try:
                # Among those that failed before, silence is no surprise.
                tally = check(links, **limits, doubt=not options["failing"], on_checked=checked)
            except NothingAnsweredError as error:
                raise CommandError(
                    "no address answered: is this machine online? nothing was recorded"
                ) from error
        self.stdout.write(tally.line)
