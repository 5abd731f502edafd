"""What a page weighs: little enough for a slow phone."""

import gzip

import pytest

from onestop.tests.factories.browsers import Open

pytestmark = pytest.mark.browser

KILOBYTE = 1024
TEXTS = ("text/html", "text/css", "text/javascript", "application/javascript")


@pytest.mark.parametrize("path", ["/", "/privacy/", "/sitemap/", "/accounts/login/", "/no/such/page/"])
def test_html_styles_and_scripts_are_light_and_few(visit: Open, path: str) -> None:
    visitor = visit(390)
    answers = []
    visitor.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - no built-in
    visitor.open(path)
    texts = [answer.body() for answer in answers if answer.headers.get("content-type", "").startswith(TEXTS)]
    assert sum(map(len, texts)) <= 60 * KILOBYTE
    assert sum(len(gzip.compress(text)) for text in texts) <= 15 * KILOBYTE
    assert len(answers) <= 10
