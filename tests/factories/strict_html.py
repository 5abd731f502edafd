"""What a strict Content-Security-Policy would refuse in a page, found without a browser."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

LOADS = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "form": "action"}
DATA = {"application/json", "application/ld+json"}


class _Reader(HTMLParser):
    """Collects what is inline or comes from elsewhere."""

    def __init__(self, host: str) -> None:
        super().__init__()
        self.host = host
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        values = {name: value or "" for name, value in attrs}
        self.found += [f"<{tag} {name}>" for name in values if name == "style" or name.startswith("on")]
        self.found += [
            f"<{tag} {name}={value!r}>"
            for name, value in values.items()
            if value.strip().lower().startswith("javascript:")
        ]
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") not in DATA):
            self.found.append(f"<{tag}> inline")
        self._look_where(tag, values)

    def _look_where(self, tag: str, values: dict[str, str]) -> None:
        """Note what is loaded from another host; a canonical address may name ours in full."""
        parts = urlsplit(values.get(LOADS.get(tag, ""), ""))
        if parts.netloc and parts.hostname != self.host and parts.scheme != "data":
            self.found.append(f"<{tag}> from {parts.netloc}")


def offences(html: str, host: str = "testserver") -> list[str]:
    """Return what the policy of public pages forbids in ``html``, a line each."""
    reader = _Reader(host)
    reader.feed(html)
    return reader.found
