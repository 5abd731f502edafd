"""``manage.py verify_archive [NUMBER]``: recompute every chain of events (clause 6.2)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from onestop.requests.workflow import numbering
from onestop.requests.workflow.events import breaks
from onestop.requests.workflow.models import ServiceRequest

WHAT = {
    "missing": "entry %(n)s is missing",
    "changed": "entry %(n)s was changed",
    "cut off": "the chain was cut off before entry %(n)s",
}


class Command(BaseCommand):
    help = "Recomputes every hash chain; exits 1 and names the first broken entry."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", nargs="?", help="only this request")

    def handle(self, *args: Any, **options: Any) -> None:
        cases = ServiceRequest.objects.filed().order_by("pk")
        if options["number"]:
            cases = cases.filter(number=numbering.read(options["number"]) or options["number"])
            if not cases.exists():
                raise CommandError(f"There is no request {options['number']}.")
        count = entries = 0
        for case in cases.iterator(chunk_size=200):
            for found in breaks(case):
                raise CommandError(f"{case.number}: {WHAT[found.what] % {'n': found.sequence}}")
            count, entries = count + 1, entries + case.chain_length
        self.stdout.write(f"{count} requests, {entries} entries: every chain holds.")
