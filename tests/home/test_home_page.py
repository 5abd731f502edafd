"""The home page: the box, what apps attach, nothing empty and nothing invented."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from laces.components import Component

from django.test import Client, override_settings
from django.utils.html import format_html

from wagtail import hooks

from onestop.home.demo import create_pages
from onestop.home.models import HomePage
from onestop.site import hooks as site_hooks
from onestop.site.look.parts import Door
from onestop.standards.models import StandardDirectoryPage
from onestop.tests.factories.site_pages import home_page
from onestop.tests.factories.standards import StandardFactory, day

pytestmark = pytest.mark.django_db

DOORS = [
    Door("提需求", "三分钟提交。", "/requests/new/", "message", order=30, accent=True),
    Door("查标准", "看是否现行。", "/standards/", order=10),
]


class Panel(Component):
    """A section that an app brings."""

    def __init__(self, words: str, order: int) -> None:
        self.words, self.order = words, order

    def render_html(self, parent_context: Any = None) -> Any:  # noqa: ARG002 - laces' own
        """Return the words."""
        return format_html("<section>{}</section>", self.words)


@pytest.fixture
def attach() -> Iterator[Callable[[str, Any], None]]:
    """Return a function that registers what a hook returns, for the time of the test."""
    with ExitStack() as stack:
        yield lambda name, value: stack.enter_context(
            hooks.register_temporarily(name, lambda _request: value)
        )


@pytest.fixture
def bare() -> Iterator[None]:
    """Take away what the installed apps attach to the home page."""
    names = (site_hooks.HOME_DOORS, site_hooks.HOME_PANELS)
    hooks.get_hooks(names[0])  # makes Wagtail find all of them first
    kept = {name: hooks._hooks.pop(name, []) for name in names}
    yield
    hooks._hooks.update(kept)


def test_the_question_goes_where_the_setting_says(client: Client) -> None:
    home_page()
    assert 'action="/search/" method="get"' in client.get("/").content.decode()
    with override_settings(SEARCH_PAGE_URL="/standards/"):
        assert 'action="/standards/" method="get"' in client.get("/").content.decode()


def test_examples_lead_to_their_results_and_blank_lines_to_nothing(client: Client) -> None:
    page = home_page()
    page.examples = "GB/T 19012\n\n  哈密瓜  \n"
    page.save()
    assert page.example_queries() == ["GB/T 19012", "哈密瓜"]
    html = client.get("/").content.decode()
    assert 'href="/search/?q=GB/T%2019012">GB/T 19012</a>' in html


def test_with_nothing_attached_there_is_no_empty_frame(client: Client, bare: None) -> None:
    home_page()
    html = client.get("/").content.decode()
    for frame in ('class="doors', "<section", "hero__try"):
        assert frame not in html


def test_doors_and_panels_stand_in_their_order(
    client: Client, bare: None, attach: Callable[[str, Any], None]
) -> None:
    home_page()
    for door in DOORS:
        attach(site_hooks.HOME_DOORS, door)
    attach(site_hooks.HOME_PANELS, Panel("后面的", 200))
    attach(site_hooks.HOME_PANELS, Panel("前面的", 50))
    attach(site_hooks.HOME_PANELS, None)
    html = client.get("/").content.decode()
    places = [html.index(words) for words in ("看是否现行。", "三分钟提交。", "前面的", "后面的")]
    assert places == sorted(places)
    assert html.count("door--accent") == 1


def test_whom_to_call_stands_there_once_the_settings_say_it(client: Client) -> None:
    home_page()
    assert "tel:" not in client.get("/").content.decode()
    create_pages()
    html = client.get("/").content.decode()
    assert 'href="tel:09022257813"' in html
    assert "哈密市伊州区伊州大道 132 号" in html


def test_the_home_page_takes_few_queries_whatever_hangs_below_it(
    client: Client, bare: None, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    create_pages()
    client.get("/")
    with django_assert_max_num_queries(6):
        client.get("/")


def test_there_is_one_home_page() -> None:
    home_page()
    assert not HomePage.can_create_at(HomePage.objects.get().get_parent())


@pytest.mark.parametrize("path", ["/", "/about/", "/sitemap/"])
def test_every_page_has_one_heading_and_its_own_title(client: Client, path: str) -> None:
    create_pages()
    html = client.get(path).content.decode()
    assert html.count("<h1") == 1
    assert html.count("<title>") == 1
    assert '<html lang="zh-hans"' in html
    assert 'href="#main"' in html


def test_the_directory_of_standards_brings_its_door_and_its_news(client: Client) -> None:
    home = home_page()
    assert 'class="card door" href="/standards/"' not in client.get("/").content.decode()
    home.add_child(instance=StandardDirectoryPage(title="查标准", slug="standards", show_in_menus=True))
    for offset, number in ((-400, "GB/T 1—2019"), (-3, "GB/T 2—2025"), (5, "GB/T 3—2026")):
        StandardFactory(number=number, issued_on=day(offset - 90), effective_on=day(offset))
    html = client.get("/").content.decode()
    assert 'class="card door" href="/standards/"' in html
    recent, coming = html.index("最近实施"), html.index("即将实施")
    assert recent < html.index("GB/T 2—2025") < html.index("GB/T 1—2019") < coming < html.index("GB/T 3—2026")
    assert 'href="/standards/?status=upcoming"' in html


def test_a_register_without_dates_brings_no_news(client: Client) -> None:
    home_page().add_child(instance=StandardDirectoryPage(title="查标准", slug="standards"))
    assert "最近实施" not in client.get("/").content.decode()
