"""Plain pages, site map, settings, and what search engines are told."""

from xml.etree import ElementTree as ET

import pytest

from django.contrib.sitemaps import Sitemap
from django.core.exceptions import ValidationError
from django.test import Client

from wagtail import hooks

from onestop.home.demo import create_pages
from onestop.home.models import InfoPage, SiteSettings
from onestop.site import hooks as site_hooks
from onestop.site.look.meta import article_meta, column_meta
from onestop.tests.factories.site_pages import home_page, info_page

pytestmark = pytest.mark.django_db

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.mark.clause("1")
def test_the_page_about_the_platform_names_the_standard_and_the_city(client: Client) -> None:
    create_pages()
    html = client.get("/about/").content.decode()
    assert "《一站式质量服务平台建设规范》" in html
    assert "适用于哈密市" in html


def test_pages_about_the_site_stand_in_the_footer_and_menu_pages_do_not_stand_twice(client: Client) -> None:
    create_pages()
    info_page("查进度", "track", show_in_menus=True)
    html = client.get("/").content.decode()
    about = html[html.index('aria-label="本站"') :]
    for title in ("关于平台", "隐私政策", "无障碍说明", "网站地图"):
        assert f">{title}</a>" in about
    assert "查进度" not in about


def test_an_article_says_title_time_and_source_to_machines(client: Client) -> None:
    create_pages()
    html = client.get("/about/").content.decode()
    assert '<meta name="ArticleTitle" content="关于平台">' in html
    assert '<meta name="description" content="哈密市一站式质量服务平台：一个窗口，办好质量的事。">' in html
    assert '<meta name="ContentSource" content="哈密市检验检测中心">' in html
    published = InfoPage.objects.get(slug="about").first_published_at
    expected = article_meta("", published)["PubDate"]
    assert len(expected) == len("2026-11-22 09:30")
    assert f'<meta name="PubDate" content="{expected}">' in html


def test_empty_meta_tags_are_left_out() -> None:
    assert article_meta("标题", None) == {"ArticleTitle": "标题"}
    assert column_meta("标准", kind="办事服务") == {"ColumnName": "标准", "ColumnType": "办事服务"}


def test_the_blocks_of_a_page_are_shown(client: Client) -> None:
    page = info_page("说明", "blocks")
    page.body = [
        ("text", "<h2>小标题</h2><p>正文</p>"),
        ("facts", [{"term": "名称", "value": "内容 <b>"}]),
        ("notice", {"tone": "wait", "title": "注意", "text": "提醒"}),
    ]
    page.save_revision().publish()
    html = client.get("/blocks/").content.decode()
    assert "<h2>小标题</h2>" in html
    assert "<dt>名称</dt><dd>内容 &lt;b&gt;</dd>" in html
    assert "notice--wait" in html


def test_the_site_map_is_the_tree_without_drafts_and_private_pages(client: Client) -> None:
    create_pages()
    parent = info_page("政策", "policy")
    parent.add_child(instance=InfoPage(title="一条政策", slug="one"))
    parent.add_child(instance=InfoPage(title="草稿", slug="draft", live=False))
    private = info_page("内部", "internal")
    private.view_restrictions.create(restriction_type="login")
    html = client.get("/sitemap/").content.decode()
    listed = html[html.index("<main") : html.index("</main>")]
    assert "一条政策" in listed
    assert "草稿" not in listed
    assert "内部" not in listed


def test_sitemap_xml_lists_pages_and_what_apps_add(client: Client) -> None:
    create_pages()

    class More(Sitemap):
        """Addresses of an app."""

        def items(self) -> list[str]:
            """Return one."""
            return ["/standards/gb-t-19012-2019/"]

        def location(self, item: str) -> str:
            """Return the address."""
            return item

    with hooks.register_temporarily(site_hooks.SITEMAP_ENTRIES, lambda: ("more", More())):
        index = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
        parts = [place.text or "" for place in index.findall("s:sitemap/s:loc", SPACE)]
        assert "http://testserver/sitemap-pages.xml" in parts
        found = {
            place.text or ""
            for part in parts
            for place in ET.fromstring(client.get(part).content).findall("s:url/s:loc", SPACE)  # noqa: S314
        }
    assert any(url.endswith("/about/") for url in found)
    assert any(url.endswith("/standards/gb-t-19012-2019/") for url in found)


@pytest.mark.parametrize(
    "path", ["/sitemap-nothing.xml", "/sitemap-pages.xml?p=99", "/sitemap-pages.xml?p=x"]
)
def test_an_unknown_part_of_the_sitemap_is_not_there(client: Client, path: str) -> None:
    home_page()
    assert client.get(path).status_code == 404


def test_robots_are_told_what_to_leave_alone_and_where_the_sitemap_is(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("site_code", "65"),
        ("postcode", "8390"),
        ("operator_phone", "打这个"),
        ("report_url", "javascript:alert(1)"),
    ],
)
def test_a_setting_of_the_wrong_form_is_refused_in_words(name: str, value: str) -> None:
    settings = SiteSettings.for_site(home_page().get_site())
    setattr(settings, name, value)
    with pytest.raises(ValidationError) as refused:
        settings.full_clean()
    assert set(refused.value.message_dict) == {name}
