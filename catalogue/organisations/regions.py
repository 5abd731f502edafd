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
    written: dict[str, Region] = {}
    for line, row in enumerate(rows, start=2):
        try:
            parent = written[row["parent"]] if row["parent"] else None
            fields = {
                "name": row["name"],
                "short_name": row["short_name"] or row["name"],
                "parent": parent,
                "longitude": row["longitude"] or None,
                "latitude": row["latitude"] or None,
            }
            written[row["code"]], _new = Region.objects.update_or_create(code=row["code"], defaults=fields)
        except KeyError as error:
            raise ValueError(f"line {line}: no {error}") from error
    return len(written)
