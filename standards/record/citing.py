"""Citing a standard: the text to copy and the files to download (spec 2.7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onestop.standards import citation
from onestop.standards.citation import Citation


@dataclass(frozen=True, slots=True)
class Style:
    """A form of citation: how it is written, and as what file it is handed over."""

    label: str | Promise
    write: Callable[[Citation], str]
    content_type: str
    suffix: str


STYLES: Mapping[str, Style] = {
    "2025": Style(
        _("GB/T 7714—2025"), lambda cited: citation.gb7714(cited, edition=2025), "text/plain", "txt"
    ),
    "2015": Style(_("2015 edition"), lambda cited: citation.gb7714(cited, edition=2015), "text/plain", "txt"),
    "bib": Style("BibTeX", citation.bibtex, "application/x-bibtex", "bib"),
    "ris": Style("RIS", citation.ris, "application/x-research-info-systems", "ris"),
    "json": Style("CSL-JSON", citation.csl_json, "application/vnd.citationstyles.csl+json", "json"),
}
DEFAULT = "2025"


def cited(standard: Any, url: str = "") -> Citation:
    """Return what is cited of a record.

    Args:
        standard: the record; its issuer should be loaded.
        url: the address of the page, for the online form.
    """
    issuer = standard.issuer.name if standard.issuer_id else ""
    return Citation(
        number=standard.number,
        title=standard.title,
        issuer=issuer,
        year=str(standard.year or ""),
        url=url,
    )


def text(standard: Any) -> str:
    """Return the citation that the page shows and copies."""
    return STYLES[DEFAULT].write(cited(standard))
