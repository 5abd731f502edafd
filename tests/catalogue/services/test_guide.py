"""The public page of a service."""

import datetime as dt
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.test import Client
from django.utils import timezone

from onestop.catalogue.organisations.models import Organisation
from onestop.catalogue.services.models import ServiceMaterial, ServiceRelation
from onestop.tests.factories.network import centre, organisation
from onestop.tests.factories.services import qualify, service, versioned
from onestop.tests.factories.standards import StandardFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ADDRESS = "/services/verification/"


def page(client: Client, address: str = ADDRESS, status: int = 200) -> BeautifulSoup:
    """Return a page as a tree."""
    answer = client.get(address)
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def text(soup: BeautifulSoup, selector: str) -> str:
    """Return the words of the first element."""
    found = soup.select_one(selector)
    assert found is not None, selector
    return found.get_text(" ", strip=True)


def day(offset: int) -> dt.date:
    """Return a day from today."""
    return timezone.localdate() + dt.timedelta(days=offset)


def test_four_answers_stand_on_top(client: Client) -> None:
    service()
    soup = page(client)
    answers = [dd.get_text(strip=True) for dd in soup.select(".guide__facts div > dt + dd")]
    assert answers == ["检定证书", "企业和个体户", "7 个工作日", "不收费"]
    assert [each.name for each in soup.select("main h1")] == ["h1"]


def test_a_long_answer_is_no_tower_of_large_letters(client: Client) -> None:
    service(audience="特种设备的使用单位，包括锅炉、压力容器（含气瓶）、压力管道、电梯")
    soup = page(client)
    assert "特种设备的使用单位" in [dd.get_text(strip=True) for dd in soup.select(".guide__facts .phrases")]
    assert not soup.select(".guide__long")
    service(
        audience="锅炉、压力容器（含气瓶）、压力管道、电梯、起重机械、客运索道的使用单位",
        slug="second",
        code="",
    )
    assert len(page(client, "/services/second/").select(".guide__long")) == 1


def test_the_way_is_a_picture_and_a_list_that_say_the_same(client: Client) -> None:
    service()
    soup = page(client)
    in_words = [li.select_one("b").get_text() for li in soup.select(".steps li")]
    drawn = [each.get_text() for each in soup.select("svg.way .way__name")]
    assert drawn == in_words == ["提出需求", "受理", "检定", "办结、送达"]
    assert len(soup.select("svg.way .is-yours")) == len(soup.select(".steps .is-yours")) == 1
    label = soup.select_one("svg.way")["aria-label"]
    assert label == "流程图：提出需求 → 受理 → 检定 → 办结、送达"
    assert "1 + 5 + 1 = 7 个工作日" in soup.get_text()


def test_materials_say_form_number_and_need(client: Client) -> None:
    row = ServiceMaterial(
        name="器具清单", form="copy", copies=2, need="deferrable", blank_text="名称：\n型号："
    )
    service(materials=[row])
    soup = page(client)
    assert text(soup, ".checklist__amount") == "复印件 2 份"
    assert text(soup, ".checklist__need") == "可后补"
    form = page(client, str(soup.select_one(".checklist__files a")["href"]))
    assert [p.get_text() for p in form.select(".blank__line")] == ["名称：", "型号：", "签字、日期："]


def test_a_form_has_a_filled_in_sample_that_says_it_is_one(client: Client) -> None:
    filled = "名称：电子计价秤\n型号：ACS-30"
    row = ServiceMaterial(name="器具清单", form="copy", blank_text="名称：\n型号：", sample_text=filled)
    service(materials=[row])
    blank, sample = page(client).select(".checklist__files a")
    assert (text(page(client), ".checklist__files a:last-child"), sample["href"]) == (
        "填写样表 ：器具清单",
        f"{blank['href']}sample/",
    )
    form = page(client, str(sample["href"]))
    assert [p.get_text() for p in form.select(".blank__line")] == filled.splitlines()
    assert text(form, "h1 .sample") == "示例数据"


@pytest.mark.parametrize("number", [0, 2, 99])
def test_a_form_that_is_not_there_is_not_found(client: Client, number: int) -> None:
    service()
    assert client.get(f"{ADDRESS}forms/{number}/").status_code == 404


def test_a_guide_without_materials_says_so(client: Client) -> None:
    service(materials=[])
    assert "什么都不用带" in page(client).get_text()


def test_an_organisation_offers_it_while_its_qualification_is_valid(client: Client) -> None:
    centre()
    lab = organisation("provider", name="示例计量所")
    service(lab, required_qualification="metrology")
    assert "暂时没有机构能办" in page(client).get_text()
    held = qualify(lab, "metrology", valid_from=day(-10), valid_until=day(0))
    assert "示例计量所" in text(page(client), ".places")
    held.valid_until = day(-1)
    held.save()
    assert "暂时没有机构能办" in page(client).get_text()


@pytest.mark.clause("4.1.1.2")
def test_lists_search_and_poster_say_it_too_when_nobody_may_offer_it(client: Client) -> None:
    centre()
    lab = organisation("provider", name="示例计量所")
    item = service(lab, title="秤的检定", required_qualification="metrology")
    held = qualify(lab, "metrology", valid_until=day(0))
    places = (
        ("/services/", ".service", "暂时没有机构能办"),
        ("/search/?q=秤的检定", ".found__row", "暂时没有机构能办"),
        ("/services/poster/", ".poster__shelves li", "暂停办理"),
    )
    for until, said in ((0, False), (-1, True)):
        held.valid_until = day(until)
        held.save()
        for address, row, words in places:
            rows = [each.get_text() for each in page(client, address=address).select(row)]
            assert [words in each for each in rows if item.title in each] == [said], address


def test_another_qualification_does_not_help(client: Client) -> None:
    lab = organisation("provider", name="示例计量所")
    service(lab, required_qualification="metrology")
    qualify(lab, "cma")
    assert page(client).select_one(".places") is None


def test_an_organisation_that_is_suspended_offers_nothing(client: Client) -> None:
    host = centre()
    service(host)
    assert host.name in text(page(client), ".places")
    Organisation.objects.filter(pk=host.pk).update(status="suspended")
    assert page(client).select_one(".places") is None


def test_a_provision_has_its_own_period(client: Client) -> None:
    item = service()
    item.provisions.update(valid_to=day(-1))
    assert page(client).select_one(".places") is None


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"valid_from": day(5)}, f"自 {day(5)} 起有效"),
        ({"valid_to": day(-1)}, f"有效期到 {day(-1)} 为止"),
    ],
)
def test_a_guide_out_of_its_time_says_so(client: Client, dates: dict[str, Any], said: str) -> None:
    service(**dates)
    assert said in text(page(client), ".notice")
    assert "/services/verification/" not in client.get("/services/").content.decode()


def test_standards_show_their_status_of_today(client: Client) -> None:
    StandardFactory(number="JJG 1-2009", title="示例：旧的", issued_on=None, effective_on=dt.date(2009, 6, 1))
    StandardFactory(number="JJG 1-2019", title="示例：新的", issued_on=None, replaces=["JJG 1-2009"])
    service(standards=["JJG 1", "JJG 1-2009", "JJG 999"])
    lines = [li.get_text(" ", strip=True) for li in page(client).select("#basis ~ h3 + .grounds li")]
    assert lines == ["JJG 1—2019 现行 示例：新的", "JJG 1—2009 被代替 示例：旧的", "JJG 999 本站未收录"]


def test_earlier_versions_can_be_read(client: Client) -> None:
    item = versioned()
    item.result, item.change_note = "校准证书", "只作校准"
    item.save_revision().publish()
    soup = page(client)
    assert text(soup, ".guide__facts dd") == "校准证书"
    assert "第 2 版" in text(soup, ".guide__marks")
    old = page(client, str(soup.select_one(".versions a")["href"]))
    assert text(old, ".guide__facts dd") == "检定证书"
    assert "这是" in text(old, ".notice")
    assert old.select_one("meta[name=robots]")["content"] == "noindex"
    page(client, f"{ADDRESS}versions/9/", 404)


def test_related_items_lead_on(client: Client) -> None:
    other = service(slug="other", title="校准")
    item = service()
    item.related = [ServiceRelation(other=other)]
    item.save()
    assert page(client).select_one(f'section[aria-labelledby=also] a[href="{other.url}"]') is not None


def test_machines_read_a_government_service(client: Client) -> None:
    item = service()
    soup = page(client)
    data = json.loads(soup.select_one("script[type='application/ld+json']").string)
    assert data["@type"] == "GovernmentService"
    assert data["identifier"] == item.code
    assert data["provider"][0]["name"] == Organisation.objects.get().name
    assert soup.select_one("meta[name=ArticleTitle]")["content"] == item.title
    assert soup.select_one("meta[name=description]")["content"] == item.summary
    assert soup.select_one("link[rel=canonical]")["href"].endswith(ADDRESS)


def test_what_editors_type_is_not_markup(client: Client) -> None:
    bad = "<script>alert(1)</script>"
    service(title=f"检定{bad}", steps=[(f"受理{bad}"[:30], "window", 7), ("办结、送达", "window", 0)])
    assert bad not in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("address", ["/services/no-such/", f"{ADDRESS}more/", f"{ADDRESS}forms/x/"])
def test_an_unknown_address_is_not_found(client: Client, address: str) -> None:
    service()
    assert client.get(address).status_code == 404


def test_a_draft_is_previewed(admin_client: Client) -> None:
    item = service()
    item.result = "还没有发布的结果"
    answer = item.make_preview_request()
    assert answer.status_code == 200
    assert "还没有发布的结果" in answer.content.decode()
