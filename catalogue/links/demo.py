"""The official links that every installation starts with, and their page."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from onestop.catalogue.links.models import ExternalLink
from onestop.catalogue.links.pages import LinkDirectoryPage
from onestop.catalogue.publishing import publish_below_home

DATA = Path(__file__).parents[1] / "data" / "links.toml"


def load(say: Callable[[str], None]) -> None:
    """Add the links that are missing by their address, and the page; what an editor changed stays."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["links"]
    known = set(ExternalLink.objects.values_list("url", flat=True))
    new = [
        ExternalLink(**row, order=10 * place)
        for place, row in enumerate(rows, start=1)
        if row["url"] not in known
    ]
    for link in new:
        link.full_clean()
    ExternalLink.objects.bulk_create(new)
    publish_below_home(
        LinkDirectoryPage,
        slug="links",
        title="官方查询入口",
        search_description="国家、行业、地方、团体标准和认证、计量、特种设备、知识产权的官方查询网站。",
        introduction="<p>本站没有的，到官方网站查。每个网址都定期检查，打不开的不列出来。</p>",
    )
    say(f"links: {len(new)} new")
