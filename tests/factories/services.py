"""Service categories, the directory and complete items for tests."""

import datetime as dt
from typing import Any

from bs4 import BeautifulSoup

from django.test import Client

from onestop.catalogue.organisations.models import Organisation, Qualification
from onestop.catalogue.services.demo import create_categories
from onestop.catalogue.services.models import (
    ServiceIndexPage,
    ServiceItemPage,
    ServiceMaterial,
    ServiceProvision,
    ServiceStandard,
    ServiceStep,
)
from onestop.tests.factories.network import centre
from onestop.tests.factories.site_pages import home_page, public

STEPS = [
    ("提出需求", "enterprise", 0),
    ("受理", "window", 1),
    ("检定", "provider", 5),
    ("办结、送达", "centre", 1),
]
FIELDS: dict[str, Any] = {
    "title": "计量器具检定",
    "slug": "verification",
    "clause": "4.2.4.1",
    "kind": "metrology",
    "summary": "您的计量器具检定合格，拿到检定证书。",
    "keywords": "秤要检定\n压力表",
    "audience": "企业和个体户",
    "conditions": "器具归您使用",
    "window": True,
    "online": True,
    "promised_days": 7,
    "result": "检定证书",
    "delivery": "窗口领取或者邮寄",
    "valid_from": dt.date(2026, 1, 1),
    "change_note": "首次发布",
}
BASIS = {
    "title": "中华人民共和国计量法",
    "article": "第九条",
    "text": "",
    "standard": "",
    "url": "https://flk.npc.gov.cn/",
}


def directory() -> ServiceIndexPage:
    """Return the directory below the home page, with the nine categories."""
    create_categories()
    found: ServiceIndexPage | None = ServiceIndexPage.objects.first()
    if found is not None:
        return found
    page = ServiceIndexPage(title="找服务", slug="services", show_in_menus=True, intro="都在这里。")
    return public(home_page(), page)


def _item(*offered_by: Organisation, **fields: Any) -> ServiceItemPage:
    """Return a complete item that is not saved, offered by a centre if nobody is named."""
    steps = fields.pop("steps", STEPS)
    materials = fields.pop("materials", ["器具清单"])
    standards = fields.pop("standards", [])
    item = ServiceItemPage(**{**FIELDS, "basis": [("basis", BASIS)], "live": False, **fields})
    item.steps = [
        ServiceStep(name=name, who=who, days=days, sort_order=place)
        for place, (name, who, days) in enumerate(steps)
    ]
    item.materials = [
        each if isinstance(each, ServiceMaterial) else ServiceMaterial(name=each) for each in materials
    ]
    item.standards = [ServiceStandard(number=number) for number in standards]
    hosts = offered_by or (Organisation.objects.filter(kind="centre").first() or centre(),)
    item.provisions = [ServiceProvision(organisation=host) for host in hosts]
    return item


def draft(*offered_by: Organisation, **fields: Any) -> ServiceItemPage:
    """Return a complete item that is saved but not published."""
    parent, item = directory(), _item(*offered_by, **fields)
    parent.add_child(instance=item)
    return item


def service(*offered_by: Organisation, **fields: Any) -> ServiceItemPage:
    """Return an item that is public and has no version yet; see ``versioned``."""
    parent, item = directory(), _item(*offered_by, **fields)
    return ServiceItemPage.objects.get(pk=public(parent, item).pk)


def versioned(*offered_by: Organisation, **fields: Any) -> ServiceItemPage:
    """Return an item that was published as an editor does it, with its first version."""
    item = draft(*offered_by, **fields)
    item.save_revision().publish()
    return ServiceItemPage.objects.get(pk=item.pk)


def qualify(organisation: Organisation, kind: str, **fields: Any) -> Qualification:
    """Give an organisation a qualification."""
    return Qualification.objects.create(
        organisation=organisation, kind=kind, number="示例 001", issuer="示例机关", **fields
    )


def page(client: Client, status: int = 200, address: str = "/services/", **query: Any) -> BeautifulSoup:
    """Return a page as a tree."""
    answer = client.get(address, query)
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def titles(soup: BeautifulSoup) -> list[str]:
    """Return the services that the page lists."""
    return [each.get_text(strip=True) for each in soup.select(".service a")]
