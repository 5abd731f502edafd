"""The services in a real browser: nothing for axe to find, and paper without a cut line."""

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from onestop.catalogue.organisations import demo as organisations
from onestop.catalogue.services import demo as services
from onestop.catalogue.services.models import ServiceItemPage
from onestop.tests.factories.browsers import Open, Screen, Visitor, each_screen

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PAGES = [
    "/services/",
    "/services/?q=检定&category=metrology",
    "/services/product-testing/",
    "/services/poster/",
]
RADICALS = str.maketrans({"\u2ea0": "民", "\u2ed4": "门", "\u2edd": "食"})
A4, A3 = (595, 842), (842, 1191)


def everything() -> None:
    """Load the network and every service that ships."""
    organisations.load(lambda _line: None)
    services.load(lambda _line: None)


@pytest.fixture(scope="module")
def content() -> Callable[[], None]:
    return everything


def plain(text: str) -> str:
    """Return ``text`` without space; a PDF may name a character by the radical that looks the same."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).translate(RADICALS))


def printed(visitor: Visitor, path: str) -> list[tuple[tuple[int, int], str]]:
    """Print a page as the browser does; return the size and the words of each sheet, without space."""
    visitor.open(path)
    reader = PdfReader(BytesIO(visitor.page.pdf(prefer_css_page_size=True)))
    return [
        (
            (round(sheet.mediabox.width), round(sheet.mediabox.height)),
            plain(sheet.extract_text()),
        )
        for sheet in reader.pages
    ]


def findings(visitor: Visitor) -> list[str]:
    """Return what axe finds, but for the words in the picture of the way.

    Axe cannot tell what is behind words in an SVG. Their colours are tokens whose contrast on the page
    ``test_look_colours`` reckons, and the list below the picture says the same.
    """
    drawn = re.compile(r"^incomplete: color-contrast at \['(?:text\[|\.way__|[^']* > (?:text|\.way__))")
    return [line for line in visitor.axe() if not drawn.match(line)]


@each_screen
def test_axe_finds_nothing(visit: Open, screen: Screen) -> None:
    visitor = visit(screen.width, screen.scheme)
    for path in PAGES:
        visitor.open(path)
        assert findings(visitor) == [], path
        assert visitor.sideways() == 0, path


@pytest.mark.clause("4.1.1.2")
def test_the_poster_is_one_sheet_with_every_service_whole(visit: Open) -> None:
    visitor = visit()
    titles = [plain(item.title) for item in ServiceItemPage.objects.current()]
    for size, paper in (("a4", A4), ("a3", A3)):
        sheets = printed(visitor, f"/services/poster/?size={size}")
        assert [sheet for sheet, _words in sheets] == [paper]
        words = sheets[0][1]
        assert [title for title in titles if title not in words] == []
        assert all(step in words for step in ("提出需求", "受理", "对接", "办理服务", "拿到结果", "您来评价"))
        visitor.page.emulate_media(media="print")
        dots = visitor.page.locator(".poster .qr__dots").bounding_box()
        assert dots is not None
        assert dots["width"] / 96 * 25.4 >= 30  # millimetres
        visitor.page.emulate_media(media="null")  # as it was: a sheet is printed with the styles of print


def test_a_guide_is_printed_on_both_sides_of_a_sheet(visit: Open) -> None:
    sheets = printed(visit(), "/services/product-testing/")
    assert [sheet for sheet, _words in sheets] == [A4] * len(sheets)
    assert len(sheets) <= 2
    item = ServiceItemPage.objects.get(slug="product-testing")
    whole = [step.text for step in item.steps.all()] + [block.value["answer"] for block in item.faq]
    pages = [words for _sheet, words in sheets]
    for text in whole:
        # A line that a page break cuts is painted on both pages, or ends on the next one.
        assert sum(plain(text) in words for words in pages) == 1, text


def test_a_checklist_and_answers_work_without_a_script(visit: Open) -> None:
    visitor = visit(390, javascript=False)
    visitor.open("/services/product-testing/")
    box = visitor.page.locator(".checklist input").first
    box.check()
    assert box.is_checked()
    visitor.page.locator(".question summary").first.click()
    assert visitor.page.locator(".question p").first.is_visible()
    assert visitor.page.locator(".way").is_hidden()
    assert visitor.page.locator(".steps li").count() > 3
