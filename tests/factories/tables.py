"""Tables for import tests, and what importing them says."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onestop.standards.importing import Counts, Finding, Importer


def write_table(path: Path, rows: Sequence[dict[str, str]], encoding: str = "utf-8") -> Path:
    """Write a CSV file with a column for every key of the rows; keys are headers."""
    headers = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, headers)
        writer.writeheader()
        writer.writerows(rows)
    return path


def import_rows(folder: Path, *rows: dict[str, str], **options: Any) -> tuple[Counts, list[Finding]]:
    """Import rows through a file; return the counts and the findings."""
    findings: list[Finding] = []
    path = write_table(folder / "table.csv", rows)
    return Importer(on_finding=findings.append, **options).run(path), findings


def reasons(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Return outcome, field and reason of each finding."""
    return [(each.outcome, each.problem.field, each.problem.reason.value) for each in findings]
