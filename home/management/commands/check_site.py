"""``check_site``: the rules of public sites, page by page."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from onestop.home.editorial.checking import check_site, keep
from onestop.home.rules import Weight


class Command(BaseCommand):
    help = "Checks every public page against the rules of public sites; exits 1 on an error."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--dry-run", action="store_true", help="do not keep the findings for the desk")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(check_site())
        if not options["dry_run"]:
            keep(findings)
        if options["json"]:
            rows = [
                {
                    "code": finding.code,
                    "weight": finding.weight.value,
                    "page": finding.page.pk if finding.page else None,
                    "title": finding.title,
                    "field": finding.field,
                    "message": finding.message,
                    "edit": finding.address,
                }
                for finding in findings
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            for finding in findings:
                self.stdout.write(
                    f"{finding.weight.value}  {finding.title}  {finding.field}  {finding.message}"
                )
        errors = sum(finding.weight is Weight.ERROR for finding in findings)
        warnings = len(findings) - errors
        if errors:
            raise CommandError(f"{errors} errors, {warnings} warnings")
        if not options["json"]:
            self.stdout.write(f"0 errors, {warnings} warnings")
