"""What the commands that import a directory share."""

import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tqdm import tqdm

from django.core.management.base import BaseCommand, CommandError

from onestop.catalogue.importing.importer import Finding, Importer
from onestop.standards.importing import UnreadableFileError
from onestop.standards.importing.outcome import Report
from onestop.standards.management.commands.import_standards import day


class ImportCommand(BaseCommand):
    """Import a CSV or XLSX file; all of it or nothing. A subclass says what ``make`` returns."""

    def make(self, said: dict[str, Any], options: dict[str, Any], **how: Any) -> Importer:
        """Return the importer for what is said of the whole file (source, checked, by)."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and what is said for all of it."""
        parser.add_argument(
            "file", type=Path, help="CSV or XLSX, UTF-8 or GB 18030, Chinese or English headers"
        )
        parser.add_argument("--source", default="", help="where the data come from (数据来源)")
        parser.add_argument("--checked", type=day, help="day of comparison with the source, YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--report", type=Path, help="CSV with line, field and reason of every finding")
        parser.add_argument("--strict", action="store_true", help="exit 1 if a row was refused")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Import, show the progress, print the counts in the last line."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}")
        try:
            with ExitStack() as stack:
                importer = self._importer(path, stack, options)
                importer.run(path)
        except (UnreadableFileError, OSError) as error:
            raise CommandError(str(error)) from error
        self._say(importer)
        if options["strict"] and importer.counts.refused:
            sys.exit(1)

    def _importer(self, path: Path, stack: ExitStack, options: dict[str, Any]) -> Importer:
        report = stack.enter_context(Report(options["report"])) if options["report"] else None
        quiet = options["verbosity"] == 0 or None  # None: quiet when stderr is no terminal
        bar = stack.enter_context(tqdm(unit="row", desc=path.name, disable=quiet))

        def finding(found: Finding) -> None:
            if report:
                report.add(found)

        def progress(rows: int) -> None:
            bar.update(rows - bar.n)

        said = {"source": options["source"], "checked": options["checked"], "by": "import"}
        return self.make(said, options, dry_run=options["dry_run"], on_finding=finding, on_progress=progress)

    def _say(self, importer: Importer) -> None:
        if importer.ignored_columns:
            self.stdout.write(f"columns not taken: {', '.join(importer.ignored_columns)}")
        for reason, count in importer.counts.reasons.most_common():
            self.stdout.write(f"{count:>7}  {reason.value:<28} {reason.label}")
        if importer.dropped:
            self.stdout.write(f"lines deleted: {importer.dropped}")
        self.stdout.write(importer.counts.line)
