"""``manage.py import_standards FILE``: standards from a table, as docs/standards.md tells."""

import datetime as dt
import sys
from argparse import ArgumentParser, ArgumentTypeError
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tqdm import tqdm

from django.core.management.base import BaseCommand, CommandError

from onestop.standards.importing import Counts, Finding, Importer, UnreadableFileError
from onestop.standards.importing.outcome import Report


def day(text: str) -> dt.date:
    """Return the argument of ``--checked``."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2026-11-22") from error


class Command(BaseCommand):
    """Import a CSV or XLSX file."""

    help = "Imports standards from a CSV or XLSX file: upserts by number, reports what it cannot understand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the arguments that docs/standards.md promises."""
        parser.add_argument(
            "file", type=Path, help="CSV or XLSX, UTF-8 or GB 18030, Chinese or English headers"
        )
        parser.add_argument("--source", default="", help="source of the data (数据来源) for the whole file")
        parser.add_argument(
            "--checked", type=day, help="day of comparison with the official source, YYYY-MM-DD"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--report", type=Path, help="CSV with line, field and reason of every finding")
        parser.add_argument("--strict", action="store_true", help="exit 1 if a row was refused")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, show the progress, print the counts in the last line."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}")
        try:
            with ExitStack() as stack:
                importer = self._importer(path, stack, options)
                counts = importer.run(path)
        except (UnreadableFileError, OSError) as error:
            raise CommandError(str(error)) from error
        self._say(importer, counts)
        if options["strict"] and counts.refused:
            sys.exit(1)

    def _importer(self, path: Path, stack: ExitStack, options: dict[str, Any]) -> Importer:
        report = stack.enter_context(Report(options["report"])) if options["report"] else None
        quiet = options["verbosity"] == 0 or None  # None: quiet when stderr is no terminal
        bar = stack.enter_context(
            tqdm(total=path.stat().st_size, unit="B", unit_scale=True, desc=path.name, disable=quiet)
        )

        def progress(position: int, rows: int) -> None:
            bar.set_postfix(rows=rows, refresh=False)
            bar.update(max(position - bar.n, 0))

        def finding(found: Finding) -> None:
            if report:
                report.add(found)

        return Importer(
            source=options["source"],
            checked=options["checked"],
            dry_run=options["dry_run"],
            on_finding=finding,
            on_progress=progress,
        )

    def _say(self, importer: Importer, counts: Counts) -> None:
        if importer.ignored_columns:
            self.stdout.write(f"columns not taken: {', '.join(importer.ignored_columns)}")
        for reason, count in counts.reasons.most_common():
            self.stdout.write(f"{count:>7}  {reason.value:<28} {reason.label}")
        self.stdout.write(counts.line)
