"""``check_clauses``: every clause of the standard with the tests that prove it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from onestop.site.clauses.proofs import CannotCollectError, collect
from onestop.site.clauses.register import clauses, numbers


class Command(BaseCommand):
    help = "Lists the clauses of the standard with their tests; fails for a finished one without any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tests = collect()
        except CannotCollectError as error:
            raise CommandError(str(error)) from error
        rows: list[dict[str, Any]] = [
            {
                "clause": clause.number,
                "strength": clause.strength,
                "kind": clause.kind,
                "finished": clause.finished,
                "text": clause.text,
                "tests": sorted(tests.get(clause.number, [])),
            }
            for clause in clauses()
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            for row in rows:
                state = "finished" if row["finished"] else "open"
                self.stdout.write(f"{row['clause']:9}{state:10}{len(row['tests']):4} tests  {row['text']}")
        missing = [row["clause"] for row in rows if row["finished"] and not row["tests"]]
        unknown = sorted(tests.keys() - numbers())
        if missing:
            raise CommandError(f"Finished clauses without a test: {', '.join(missing)}")
        if unknown:
            raise CommandError(f"Tests name clauses that the register does not have: {', '.join(unknown)}")
