"""Institutions, certificates and scopes for tests, and tables of them; none of them real."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from django.utils import timezone

from onestop.catalogue.institutions.importing.importer import Finding, Importer
from onestop.catalogue.institutions.importing.reading import Defaults
from onestop.catalogue.organisations.choices import Kind, QualificationKind, Status
from onestop.catalogue.organisations.models import CapabilityScope, Organisation, Qualification, Region
from onestop.catalogue.organisations.regions import load_regions

CHECKED = dt.date(2026, 11, 1)
DEFAULTS = Defaults(source="示例数据", checked=CHECKED, by="tester")


def day(offset: int) -> dt.date:
    """Return the day ``offset`` days from today in the site's time zone."""
    return timezone.localdate() + dt.timedelta(days=offset)


def region(code: str = "650502") -> Region:
    """Return a region of the shipped tree, loaded if need be."""
    if not Region.objects.filter(code=code).exists():
        load_regions()
    return Region.objects.get(code=code)


def certificate(name: str = "示例检测所", *scopes: dict[str, Any], **fields: Any) -> Qualification:
    """Return a valid CMA certificate with lines of its annex: ``{"standard_number": …, "product": …}``."""
    place = {"kind": Kind.PROVIDER, "slug": f"org-{Organisation.objects.count()}", "status": Status.RUNNING}
    code = fields.pop("region", "650502")
    status = fields.pop("status", Status.RUNNING)
    body, _new = Organisation.objects.get_or_create(
        name=name, defaults={**place, "status": status, "region": region(code)}
    )
    given = {
        "kind": QualificationKind.CMA,
        "number": f"2431123400{Qualification.objects.count():02d}",
        "issuer": "示例发证机关",
        "valid_from": day(-700),
        "valid_until": day(700),
        "official_url": "https://cma.cnca.cn/",
        "source": "示例数据",
        "checked_on": day(-5),
        **fields,
    }
    made = Qualification.objects.create(organisation=body, **given)
    for scope in scopes:
        CapabilityScope.objects.create(qualification=made, **scope)
    return made


ROW = {
    "机构名称": "示例检测所",
    "行政区划": "650502",
    "资质类型": "CMA",
    "证书编号": "243112340001",
    "发证机关": "示例发证机关",
    "有效期至": "2030-01-01",
    "领域": "食品",
    "产品": "红枣",
    "参数": "水分",
    "标准号": "GB/T 5835-2009",
}


def table(path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    """Write a CSV file with the rows, each ``ROW`` with some cells changed."""
    whole = [{**ROW, **row} for row in rows]
    headers = list(dict.fromkeys(key for row in whole for key in row))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, headers)
        writer.writeheader()
        writer.writerows(whole)
    return path


def run(path: Path, defaults: Defaults = DEFAULTS, **options: Any) -> tuple[str, list[tuple[int, str, str]]]:
    """Import a file; return the counts as a line, and line, field and reason of each finding."""
    region()
    findings: list[Finding] = []
    counts = Importer(defaults, on_finding=findings.append, **options).run(path)
    return counts.line, [(each.line, each.problem.field, each.problem.reason.value) for each in findings]
