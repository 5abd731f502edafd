"""Pictures come in modern formats, in several widths, with their size, wherever an editor puts them."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from wagtail.images.formats import get_image_format, get_image_formats
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import expand_db_html

from onestop.home.blocks.media import PictureBlock
from onestop.standards.blocks import IntroductionBlock

pytestmark = pytest.mark.django_db


def made() -> Image:
    """Return a picture of 700 by 525 pixels."""
    return Image.objects.create(title="窗口", file=get_test_image_file(size=(700, 525)))


def in_rich_text(image: Image) -> str:
    """Return the picture as it stands in a text."""
    return expand_db_html(f'<embed embedtype="image" id="{image.pk}" format="left" alt="窗口 &lt;1&gt;"/>')


def in_an_article(image: Image) -> str:
    """Return the picture as a block of an article."""
    block = PictureBlock()
    value = block.to_python({"image": {"image": image.pk, "alt_text": "窗口 <1>", "decorative": False}})
    return str(block.render(value))


def in_a_record(image: Image) -> str:
    """Return the picture as a block of a standard's introduction."""
    block = IntroductionBlock()
    value: Any = {"image": image.pk, "alt_text": "窗口 <1>", "decorative": False}
    return str(block.to_python([{"type": "image", "value": value}]).render_as_block())


@pytest.mark.parametrize("place", [in_rich_text, in_an_article, in_a_record])
def test_a_picture_is_responsive_and_keeps_its_place(place: Any) -> None:
    soup = BeautifulSoup(place(made()), "html.parser")
    source, img = soup.find("source"), soup.find("img")
    assert source is not None
    assert img is not None
    assert source["type"] == "image/avif"
    assert str(source["srcset"]).endswith("700w")
    assert str(img["src"]).endswith(".webp")
    assert (img["width"], img["height"]) == ("400", "300")
    assert (img["loading"], img["alt"]) == ("lazy", "窗口 <1>")
    assert img["sizes"] == "(min-width: 44rem) 40rem, 100vw"


def test_the_editor_of_a_text_sees_one_file_and_the_usual_places() -> None:
    html = get_image_format("right").image_to_editor_html(made(), "窗口")
    assert "data-embedtype" in html
    assert "srcset" not in html
    assert [each.name for each in get_image_formats()] == ["fullwidth", "left", "right"]
