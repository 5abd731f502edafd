"""Following a site's own links, as a visitor could."""

from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

OUTSIDE_THE_SITE = ("/admin/", "/static/", "/media/")


class _Links(HTMLParser):
    """Collects the targets of ``<a href>``."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (target := dict(attrs).get("href")):
            self.found.append(target)


def links(page: str, html: str) -> set[str]:
    """Return the addresses on the same site that ``html``, the content of the address ``page``, links to."""
    parser = _Links()
    parser.feed(html)
    targets = (urldefrag(urljoin(page, target)).url for target in parser.found)
    return {target for target in targets if not urlsplit(target).scheme and target.startswith("/")}


def crawl(start: str = "/", limit: int = 200) -> dict[str, int]:
    """Follow every link from ``start``, as an anonymous visitor.

    Returns:
        The status of each address; redirections are followed and counted as what they lead to.
    """
    client, statuses, waiting = Client(), {}, deque([start])
    seen = {start}
    while waiting and len(statuses) < limit:
        address = waiting.popleft()
        response = client.get(address, follow=True)
        statuses[address] = response.status_code
        if "html" not in response.headers.get("Content-Type", ""):
            continue
        content = b"".join(response) if response.streaming else response.content
        for target in sorted(links(address, content.decode())):
            if target not in seen and not target.startswith(OUTSIDE_THE_SITE):
                seen.add(target)
                waiting.append(target)
    return statuses
