"""Guides as files: ``catalogue/data/guides/<clause>-<slug>.toml``, and how they become service items."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from onestop.catalogue.services.choices import Channel
from onestop.catalogue.services.models import (
    ServiceItemPage,
    ServiceMaterial,
    ServiceStandard,
    ServiceStep,
)

DATA = Path(__file__).parents[1] / "data"
FOLDER = DATA / "guides"
PLAIN = (
    *("clause", "slug", "title", "kind", "summary", "audience", "result", "delivery", "promised_days"),
    *("instant", "statutory", "decided_by", "caution", "required_qualification", "important"),
    *("valid_from", "valid_to"),
)
"""Fields that a file names as the item does."""

FEE = {"charged": "charged", "standard": "fee_standard", "basis": "fee_basis", "charged_by": "charged_by"}


def read_all(folder: Path = FOLDER) -> Iterator[dict[str, Any]]:
    """Yield every guide of the folder in the order of the clauses."""
    for path in sorted(folder.glob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))


def item_of(guide: dict[str, Any]) -> ServiceItemPage:
    """Return a service item, not saved, with everything that the file says but who offers it."""
    fee = guide.get("fee", {})
    item = ServiceItemPage(
        **{name: guide[name] for name in PLAIN if name in guide},
        **{field: fee[name] for name, field in FEE.items() if name in fee},
        **{channel: channel in guide["channels"] for channel in Channel.values},
        keywords="\n".join(guide.get("keywords", [])),
        conditions="\n".join(guide["conditions"]),
        basis=[("basis", {"article": "", "text": "", **row}) for row in guide.get("basis", [])],
        faq=[("question", row) for row in guide.get("faq", [])],
        links=[("link", _link(each)) for each in guide.get("related", {}).get("links", [])],
        change_note=guide.get("change_note", "首次发布"),
    )
    item.materials = [_material(row) for row in guide.get("materials", [])]
    item.steps = [ServiceStep(sort_order=place, **row) for place, row in enumerate(guide.get("steps", []))]
    item.standards = [
        ServiceStandard(sort_order=place, number=number)
        for place, number in enumerate(guide.get("related", {}).get("standards", []))
    ]
    return item


def _material(row: dict[str, Any]) -> ServiceMaterial:
    plain = {name: row[name] for name in ("name", "form", "copies", "need", "note") if name in row}
    blank, sample = row.get("blank", "").strip(), row.get("sample", "").strip()
    return ServiceMaterial(**plain, blank_text=blank, sample_text=sample)


def _link(link: str | dict[str, str]) -> dict[str, str]:
    if isinstance(link, dict):
        return {"title": "", **link}
    return {"url": link, "title": _names().get(urlsplit(link).hostname or "", "")}


def _names() -> dict[str, str]:
    """Return the names of official sites by their host, as the directory of links starts with them."""
    rows = tomllib.loads((DATA / "links.toml").read_text(encoding="utf-8"))["links"]
    return {urlsplit(row["url"]).hostname or "": row["name"] for row in reversed(rows)}
