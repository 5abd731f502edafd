"""Several numbers in one question: the first is looked up, the others are a click away."""

import re
from collections.abc import Callable

from onestop.standards.searching.listing import Listing
from onestop.standards.searching.results import Page

Ask = Callable[..., Page]


def test_further_numbers_in_a_question_are_offered_one_by_one(ask: Ask) -> None:
    page = ask("GB/T 19012-2019，gb/t 1.1 和 GB/T 1.2-2020，GB/T 19012")
    assert page.rows[0].standard.number == "GB/T 19012—2019"
    (notice,) = Listing(page, "/standards/").notices
    assert re.findall('href="([^"]+)">([^<]+)<', notice["text"]) == [
        ("/standards/?q=GB%2FT+1.1", "GB/T 1.1"),
        ("/standards/?q=GB%2FT+1.2%E2%80%942020", "GB/T 1.2—2020"),
    ]
    assert Listing(ask("GB/T 19012-2019 质量管理"), "/standards/").notices == []


def test_no_markup_of_a_question_reaches_the_offer(ask: Ask) -> None:
    page = ask("GB/T 19012 <b>GB/T 1.1</b><script>")
    assert "<script" not in Listing(page, "/standards/").notices[0]["text"]
