"""``manage.py verify_archive [NUMBER]``: recompute chains, seals and files (clause 6.2)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from onestop.requests.archives import verifying
from onestop.requests.archives.models import EnterpriseArchive
from onestop.requests.workflow import numbering
from onestop.requests.workflow.events import breaks, status_told
from onestop.requests.workflow.models import ServiceRequest

WHAT = {
    "missing": "entry %(n)s is missing",
    "changed": "entry %(n)s was changed",
    "cut off": "the chain was cut off before entry %(n)s",
}


class Command(BaseCommand):
    help = "Recomputes every hash chain, seal and file; exits 1 and names the first that does not hold."

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
            if (told := status_told(case)) != case.status:
                raise CommandError(f"{case.number}: its status is “{case.status}”, by its entries “{told}”")
            for fault in verifying.file_faults(case):
                raise CommandError(f"{case.number}: {fault}")
            count, entries = count + 1, entries + case.chain_length
        sealed = self.check_archives(options["number"] and cases.get().number)
        self.stdout.write(
            f"{count} requests, {entries} entries, {sealed} sealed items: every chain and every file holds."
        )

    def check_archives(self, number: str | None) -> int:
        """Check all archives, or the one that holds a case; return how many items."""
        archives = EnterpriseArchive.objects.order_by("pk")
        if number:
            archives = archives.filter(items__number=number)
        count = 0
        for archive in archives.iterator(chunk_size=200):
            for fault in verifying.breaks(archive):
                raise CommandError(f"archive {archive.pk}: {fault}")
            count += archive.length
        return count
