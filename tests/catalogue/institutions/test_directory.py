"""The public directories of institutions, over HTTP (clauses 4.2.7.2, 4.2.7.3, 4.2.5.2)."""

import csv
import io
from typing import Any

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from onestop.catalogue.institutions.demo import load as load_demo
from onestop.catalogue.institutions.pages import InstitutionDirectoryPage
from onestop.catalogue.links import demo as links
from onestop.catalogue.organisations.choices import QualificationKind, Status
from onestop.catalogue.publishing import publish_below_home
from onestop.site.page_cache import bump
from onestop.tests.factories.institutions import certificate, day, run
from onestop.tests.factories.site_pages import home_page

CEMENT = {"field": "建材", "product": "水泥", "parameter": "强度", "standard_number": "GB 175-2023"}


@pytest.fixture
def site(db: None) -> None:
    """Make the page and the official links."""
    home_page()
    links.load(lambda _line: None)
    publish_below_home(InstitutionDirectoryPage, slug="institutions", title="机构名录")


def main(client: Client, status: int = 200, **query: str) -> str:
    response = client.get("/institutions/", query)
    assert response.status_code == status
    return response.content.decode().split("<main", 1)[1].split("</main>")[0]


def found(client: Client, **query: str) -> list[str]:
    body = client.get("/api/v1/institutions/", query).json()
    return [each["name"] for each in body["results"]]


@pytest.mark.clause("4.2.7.3")
@pytest.mark.parametrize("spelling", ["GB 175-2023", "gb175—2023", "ＧＢ 175", "GB175:2023"])
def test_a_standard_in_any_spelling_finds_the_bodies_that_have_it(
    client: Client, site: None, spelling: str
) -> None:
    certificate("有的", CEMENT)
    certificate("没有的", {"standard_number": "GB/T 1-2020"})
    html = main(client, standard=spelling)
    assert "有的" in html
    assert "没有的" not in html


@pytest.mark.clause("4.2.7.3")
def test_a_number_typed_where_words_are_asked_for_is_understood(client: Client, site: None) -> None:
    certificate("有的", CEMENT)
    certificate("旧版的", {**CEMENT, "standard_number": "GB 175-2007"})
    html = main(client, q="gb175-2023")
    assert html.index("有的") < html.index("旧版的")
    assert ">有资质</span>" in html
    assert "<b>GB 175-2023</b>" in html
    assert found(client, q="GB 176") == []


@pytest.mark.clause("4.2.7.3")
def test_a_number_nobody_has_leads_to_the_same_number_of_another_nature(client: Client, site: None) -> None:
    certificate("示例建工所", {"product": "钢筋", "standard_number": "GB/T 1499.2-2024"})
    html = main(client, standard="GB 1499.2-2018")
    assert 'href="/institutions/?standard=GB%2FT+1499.2-2018"' in html
    assert "示例建工所" in main(client, standard="GB/T 1499.2-2018")
    assert "同一个号" not in main(client, standard="GB 1498")


@pytest.mark.clause("4.2.7.2")
def test_each_directory_offers_the_fields_and_regions_that_it_has(client: Client, site: None) -> None:
    kind = QualificationKind.CERTIFICATION_BODY
    certificate("检测所", CEMENT)
    certificate("认证所", {"field": "有机产品"}, kind=kind, number="CNCA-R-示例-1", region="650522")
    testing, certifying = main(client), main(client, kind=kind.value)
    assert ('value="建材"' in testing, 'value="有机产品"' in testing) == (True, False)
    assert ('value="建材"' in certifying, 'value="有机产品"' in certifying) == (False, True)
    assert ('value="650522"' in testing, 'value="650522"' in certifying) == (False, True)


@pytest.mark.clause("4.2.5.2")
def test_only_the_same_year_is_qualified_and_it_stands_first(client: Client, site: None) -> None:
    certificate("甲旧版", {**CEMENT, "standard_number": "GB 175-2007"})
    certificate("乙同版", CEMENT)
    html = main(client, standard="GB 175-2023")
    assert html.index("乙同版") < html.index("甲旧版")
    first, second = html.split("乙同版")[1].split("甲旧版")[0], html.split("甲旧版")[1]
    assert ">有资质</span>" in first
    assert ">有资质</span>" not in second
    assert "其他年版，需确认" in second


@pytest.mark.clause("4.2.5.2")
def test_an_expired_certificate_is_hidden_and_never_qualified(client: Client, site: None) -> None:
    certificate("昨天到期", CEMENT, valid_until=day(-1))
    assert "昨天到期" not in main(client, standard="GB 175-2023")
    html = main(client, standard="GB 175-2023", expired="on")
    assert "昨天到期" in html
    assert "已过期" in html
    assert ">有资质</span>" not in html


@pytest.mark.clause("4.2.7.2")
def test_certification_bodies_are_found_by_their_scope(client: Client, site: None) -> None:
    kind = QualificationKind.CERTIFICATION_BODY
    certificate("体系认证", {"field": "质量管理体系"}, kind=kind, number="CNCA-R-示例-1")
    certificate("有机认证公司", {"field": "有机产品"}, kind=kind, number="CNCA-R-示例-2")
    certificate("检测机构", {"field": "质量管理体系"})
    html = main(client, kind="certification_body", q="质量管理体系")
    assert "体系认证" in html
    assert "有机认证公司" not in html
    assert "检测机构</a>" not in html


@pytest.mark.clause("4.2.7.2")
def test_every_row_has_source_day_of_checking_and_the_official_query(client: Client, site: None) -> None:
    certificate("示例所", CEMENT, source="官网抄录（示例）", checked_on=day(-3), official_url="")
    html = main(client)
    assert "官网抄录（示例）" in html
    assert str(day(-3)) in html
    assert 'href="https://cma.cnca.cn/" rel="noopener">官方查询' in html


@pytest.mark.clause("4.2.7.2")
def test_what_was_checked_long_ago_is_marked(client: Client, site: None, settings: Any) -> None:
    settings.DIRECTORY_STALE_DAYS = 30
    certificate("示例所", checked_on=day(-30))
    assert "很久没有核对" not in main(client)
    certificate("另一所", checked_on=day(-31))
    certificate("没核对过", checked_on=None)
    assert main(client).count("很久没有核对") == 2


@pytest.mark.clause("4.2.7.2")
@pytest.mark.clause("4.2.7.3")
def test_what_is_not_here_leads_to_the_official_sites_with_the_words_to_copy(
    client: Client, site: None
) -> None:
    for kind, host in (("cma", "cma.cnca.cn"), ("certification_body", "cx.cnca.cn")):
        html = main(client, kind=kind, standard="gbt99999-2020")
        assert "没有一家机构的能力范围里有 GB/T 99999—2020" in html
        assert f'href="https://{host}/"' in html
        assert 'data-copy="GB/T 99999-2020"' in html


@pytest.mark.django_db
def test_words_standard_and_field_are_met_by_one_line_of_the_annex(client: Client, site: None) -> None:
    certificate("两行各一半", {**CEMENT, "product": "钢筋"}, {**CEMENT, "standard_number": "GB/T 1-2020"})
    certificate("一行全有", CEMENT)
    assert found(client, q="水泥", standard="GB 175-2023") == ["一行全有"]
    assert found(client, q="一行", standard="GB 175-2023") == ["一行全有"]
    assert found(client, q="水泥 强度", field="建材") == ["一行全有", "两行各一半"]


@pytest.mark.django_db
def test_region_and_order_can_be_chosen(client: Client, site: None) -> None:
    certificate("伊州甲", valid_until=day(100), checked_on=day(-9))
    certificate("巴里坤乙", region="650521", valid_until=day(900), checked_on=day(-90))
    assert found(client, region="650521") == ["巴里坤乙"]
    assert found(client, sort="until") == ["巴里坤乙", "伊州甲"]
    assert found(client, sort="checked") == ["伊州甲", "巴里坤乙"]


@pytest.mark.django_db
def test_a_body_that_was_closed_down_is_gone(client: Client, site: None) -> None:
    gone = certificate("已撤销", CEMENT, status=Status.REVOKED)
    assert found(client) == []
    assert client.get(f"/institutions/{gone.pk}/").status_code == 404


@pytest.mark.clause("4.2.7.3")
def test_the_list_can_be_taken_along_and_imported_again(client: Client, site: None, tmp_path: Any) -> None:
    certificate("示例甲", CEMENT, {"product": "=cmd()", "parameter": "强度"}, issuer="示例机关")
    certificate("示例乙")
    response = client.get("/institutions/export/")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["机构名称"], row["标准号"], row["产品"]) for row in rows] == [
        ("示例乙", "", ""),
        ("示例甲", "", "'=cmd()"),
        ("示例甲", "GB 175—2023", "水泥"),
    ]
    narrowed = client.get("/institutions/export/?standard=gb175")
    assert len(b"".join(narrowed.streaming_content).decode().splitlines()) == 2
    path = tmp_path / "out.csv"
    path.write_text("\n".join(line for line in text.splitlines() if "cmd" not in line), encoding="utf-8")
    line, findings = run(path)
    assert [reason for _line, _field, reason in findings] == ["scope_empty"]
    assert line == "created 0, updated 0, unchanged 2, marked 1, refused 0"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        {"standard": "随便"},
        {"kind": "nothing"},
        {"field": "不存在"},
        {"region": "x"},
        {"q": "\x00"},
        {"q": "长" * 500},
        {"sort": "price"},
        {"page": "77"},
        {"page": "0"},
    ],
)
def test_nothing_that_can_be_typed_breaks_the_list(client: Client, site: None, query: dict[str, str]) -> None:
    certificate("示例所", CEMENT)
    assert client.get("/institutions/", query).status_code in {400, 404}
    assert client.get("/api/v1/institutions/", query).status_code in {404, 422}
    assert client.get("/institutions/export/", query).status_code in {200, 302}


@pytest.mark.django_db
def test_the_page_of_a_certificate_has_its_annex_and_a_search_in_it(client: Client, site: None) -> None:
    held = certificate("示例所", CEMENT, {"product": "钢筋", "parameter": "屈服强度"})
    html = client.get(f"/institutions/{held.pk}/").content.decode()
    assert "水泥" in html
    assert "钢筋" in html
    assert held.number in html
    html = client.get(f"/institutions/{held.pk}/?q=钢筋").content.decode()
    assert '<td data-label="产品">水泥</td>' not in html
    assert client.get(f"/institutions/{held.pk}/?q=%00&page=9").status_code == 404
    assert client.get(f"/institutions/{'9' * 30}/").status_code == 404


@pytest.mark.django_db
def test_an_empty_directory_says_so(client: Client, site: None) -> None:
    assert "还没有收录机构" in main(client)


@pytest.mark.django_db
def test_the_api_says_verdict_source_and_validity(client: Client, site: None) -> None:
    held = certificate("示例所", CEMENT)
    body = client.get("/api/v1/institutions/", {"standard": "gb 175—2023"}).json()
    assert body["count"] == 1
    result = body["results"][0]
    assert result["verdict"] == {"value": "qualified", "label": "有资质"}
    assert result["certificate"]["number"] == held.number
    assert (result["source"], result["checked"], result["stale"]) == ("示例数据", str(day(-5)), False)
    assert result["scopes"][0]["standard"] == "GB 175—2023"
    assert "phone" not in str(body)


@pytest.mark.django_db(transaction=True)
def test_the_pages_ask_the_database_little_however_many_institutions(client: Client) -> None:
    home_page()
    links.load(lambda _line: None)
    publish_below_home(InstitutionDirectoryPage, slug="institutions", title="机构名录")
    for number in range(25):
        held = certificate(f"示例所{number}", CEMENT, {**CEMENT, "standard_number": "GB 175-2007"})
    bump()
    paths = (
        "/institutions/?standard=GB+175-2023&q=",
        "/institutions/?page=2&q=",
        f"/institutions/{held.pk}/?q=",
        "/api/v1/institutions/?standard=gb175&q=",
    )
    for path in paths:
        for _warm_up in range(2):
            client.get(path + "水泥")
        with CaptureQueriesContext(connection) as context:
            assert client.get(path + "示例").status_code in {200, 404}
        assert len(context) <= 12, path


@pytest.mark.django_db
def test_the_samples_are_loaded_once(client: Client) -> None:
    home_page()
    said: list[str] = []
    load_demo(said.append)
    load_demo(said.append)
    assert len(said) == 1
    assert "created 17" in said[0]
    assert "示例煤质化验中心" in main(client, standard="GB/T 214-2007")
