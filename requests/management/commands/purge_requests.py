"""``manage.py purge_requests``: what has been kept long enough; with ``--apply``, remove it (6.1)."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from onestop.requests.archives import orphans, retention
from onestop.requests.workflow import numbering
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused


class Command(BaseCommand):
    help = "Lists what has been kept long enough; removes it with --apply, --by and --reason."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--apply", action="store_true", help="remove it; otherwise nothing changes")
        parser.add_argument("--by", default="", help="user name of whoever decided it")
        parser.add_argument("--reason", default="", help="the decision, for the record")
        parser.add_argument(
            "--erase-contact", metavar="NUMBER", help="remove the contact data of this final request instead"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["erase_contact"]:
            self.erase(options["erase_contact"])
            return
        items, unsealed = list(retention.due_items()), list(retention.due_unsealed())
        further = list(retention.due_further())
        for item in [*items, *further]:
            self.stdout.write(f"{item.number}: sealed, kept until {item.retain_until}")
        for case in unsealed:
            self.stdout.write(f"{case.number}: {case.status}, since {case.moved_at:%Y-%m-%d}")
        forgotten = {
            "contact data of final requests": retention.due_contacts().count(),
            "notices": retention.due_notices().count(),
            "looks": retention.due_looks().count(),
            "private files that no row names": len(orphans.found()),
        }
        for what, count in forgotten.items():
            self.stdout.write(f"{count} {what}")
        if not options["apply"]:
            count = len(items) + len(unsealed) + len(further)
            self.stdout.write(f"{count} records would go. Nothing was changed.")
            return
        by = get_user_model().objects.filter(username=options["by"], is_active=True).first()
        if by is None or not options["reason"].strip():
            raise CommandError("Say with --by who decided it, and with --reason why.")
        cases = [*(item.case for item in items if item.case), *unsealed]
        for case in cases:
            retention.purge(case, options["reason"].strip(), by)
        for item in further:
            retention.purge_further(item, options["reason"].strip(), by)
        count = len(cases) + len(further)
        self.stdout.write(f"{count} records removed, {retention.forget()} other rows forgotten.")

    def erase(self, number: str) -> None:
        """Remove the contact data of one request."""
        case = ServiceRequest.objects.filed().filter(number=numbering.read(number) or number).first()
        if case is None:
            raise CommandError(f"There is no request {number}.")
        try:
            found = retention.erase_contacts(case.pk, data={"on_request": True})
        except Refused as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write("Contact data removed." if found else "There were none any more.")
