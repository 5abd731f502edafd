"""The region tree of the site: which codes belong to it, and how its rows come into the database."""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from onestop.catalogue.organisations.models import Region

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "regions.csv"
"""Rows of the city for which the software is shipped; another city loads its own."""


def is_inside(code: str) -> bool:
    """Tell whether a region code (GB/T 2260, or nine digits of a township) lies in the site's region."""
    return code.startswith(region_prefix(settings.REGION_CODE))


def region_prefix(code: str) -> str:
    """Return what all codes below ``code`` begin with: ``6505`` of the city 650500, ``65`` of 650000."""
    prefix = code
    while prefix.endswith("00") and len(prefix) > len("65"):
        prefix = prefix[:-2]
    return prefix


def load_regions(path: Path = SHIPPED) -> int:
    """Put the rows of a table in place: code, parent, name, short_name, longitude, latitude.

    A row that exists is brought up to date; parents stand above their children.

    Returns:
        How many rows the table has.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is not such a table, or a row names a parent that does not stand above it.
    """
    with path.open(encoding="utf-8-sig", newline="") as file, transaction.atomic():
        return _write(csv.DictReader(file))


def _write(rows: Iterable[dict[str, str]]) -> int:
    """Write the tree level by level, each with one statement."""
    made: dict[str, Region] = {}
    levels: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        try:
            code, above = row["code"], row["parent"]
            levels[code] = levels[above] + 1 if above else 0
            made[code] = Region(
                code=code,
                name=row["name"],
                short_name=row["short_name"] or row["name"],
                parent=made[above] if above else None,
                longitude=row["longitude"] or None,
                latitude=row["latitude"] or None,
            )
        except KeyError as error:
            raise ValueError(f"line {line}: no {error}") from error
    for level in sorted(set(levels.values())):
        Region.objects.bulk_create(
            (region for region in made.values() if levels[region.code] == level),
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "short_name", "parent", "longitude", "latitude"],
        )
    return len(made)
