"""The ICS and CCS tables, which every installation has: loaded from ``data/`` after each migration.

ICS edition 7 is complete; of CCS the file holds the letters and the codes met so far, so an import adds codes
that are formed correctly.
"""

import csv
import re
from pathlib import Path
from typing import Any

from django.apps import apps as registry
from django.apps.registry import Apps

DATA = Path(__file__).parent / "data"
CCS_CODE = re.compile(r"[A-Z][0-9]{2}")
ICS_CODE = re.compile(r"[0-9]{2}(?:\.[0-9]{3}(?:\.[0-9]{2})?)?")


def load(ics: Any, ccs: Any, using: str = "default") -> int:
    """Add the codes that the tables lack; what editors changed stays.

    Args:
        ics: the model of ICS classes.
        ccs: the model of CCS classes.
        using: the database.

    Returns:
        How many codes were added.
    """
    return _add(ics, "ics.csv", using) + _add(ccs, "ccs.csv", using)


def parent_of(code: str) -> str:
    """Return the code above: ``03.120`` of ``03.120.10``, ``A`` of ``A00``, nothing above the first level."""
    if code[0].isalpha():
        return code[0] if len(code) > 1 else ""
    return code.rpartition(".")[0]


def level_of(code: str) -> int:
    """Return how deep the code is, 1 for the widest."""
    parent = parent_of(code)
    return 1 + level_of(parent) if parent else 1


def load_after_migrate(using: str, apps: Apps = registry, **_kwargs: Any) -> None:
    """Load the tables once they exist (``flush`` of a test database sends the signal, without ``apps``)."""
    try:
        ics = apps.get_model("standards", "IcsClass")
        ccs = apps.get_model("standards", "CcsClass")
    except LookupError:
        return
    load(ics, ccs, using)


def _add(model: Any, filename: str, using: str) -> int:
    with (DATA / filename).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    objects = model.objects.using(using)
    known = set(objects.values_list("code", flat=True))
    missing = [row for row in rows if row["code"] not in known]
    objects.bulk_create(
        (model(**row, parent_code=parent_of(row["code"]), level=level_of(row["code"])) for row in missing),
        batch_size=500,
    )
    return len(missing)
