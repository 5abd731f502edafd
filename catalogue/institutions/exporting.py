"""The directory as a table, in the columns that an import understands."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Prefetch

from onestop.catalogue.institutions.asking import SCOPE_COLUMNS
from onestop.catalogue.institutions.filters import InstitutionFilter
from onestop.catalogue.institutions.importing.columns import COLUMNS as KNOWN
from onestop.catalogue.institutions.importing.reading import KIND_WORDS
from onestop.catalogue.organisations.models import CapabilityScope, Qualification
from onestop.site.exporting import as_text

MOST = 20_000
"""Rows of one export."""

CHUNK = 200
COLUMNS = (
    *("name", "region", "kind", "number", "issuer", "valid_from", "valid_until", "official_url"),
    *("field", "product", "parameter", "standard_number", "limits", "source", "checked"),
)
_KIND_NAMES = {value: word.upper() for word, value in reversed(KIND_WORDS.items())}


def headers() -> list[str]:
    """Return the names of the columns."""
    return [KNOWN.label_of(column) for column in COLUMNS]


def lines(found: InstitutionFilter) -> Iterator[list[str]]:
    """Yield the rows that a list shows, at most ``MOST``."""
    annex = Prefetch("scopes", found.question.scopes(), to_attr="fitting")
    certificates = found.qs.prefetch_related(annex).iterator(chunk_size=CHUNK)
    yield from islice(
        (cells for each in certificates for cells in _of(each, found.chosen.get("q", ""))), MOST
    )


def _of(certificate: Any, words: str) -> Iterator[list[str]]:
    fitting = [scope for scope in certificate.fitting if _has(scope, words)] or certificate.fitting
    for scope in fitting or [CapabilityScope()]:
        yield [as_text(_cell(column, certificate, scope)) for column in COLUMNS]


def _has(scope: CapabilityScope, words: str) -> bool:
    text = " ".join(getattr(scope, column) for column in SCOPE_COLUMNS).casefold()
    return all(word.casefold() in text for word in words.split())


def _cell(column: str, certificate: Qualification, scope: CapabilityScope) -> str:
    body = certificate.organisation
    special = {
        "name": body.name,
        "region": f"{body.region.code} {body.region.name}",
        "kind": _KIND_NAMES[certificate.kind],
        "checked": certificate.checked_on,
    }
    if column in special:
        return str(special[column] or "")
    row = scope if column in {"field", "product", "parameter", "standard_number", "limits"} else certificate
    return str(getattr(row, column) or "")
