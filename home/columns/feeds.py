"""RSS: the newest entries of a column, and the standards that came into force."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from onestop.home.articles.around import Mark
from onestop.home.policy.standing import marks
from onestop.site.look.chrome import chrome_for
from onestop.standards.models import Standard

MOST = 30


class Item(NamedTuple):
    """One entry of a feed."""

    title: str
    url: str
    text: str
    time: dt.datetime


def feed(request: HttpRequest, title: str, about: str, items: Iterable[Item]) -> HttpResponse:
    """Answer ``items`` as RSS 2.0 with full addresses."""
    name = chrome_for(request).site_name
    rss = Rss201rev2Feed(
        title=f"{title} - {name}",
        link=request.build_absolute_uri(request.path.removesuffix("feed/")),
        description=about or title,
        language="zh-cn",
        feed_url=request.build_absolute_uri(request.path),
    )
    for item in items:
        address = request.build_absolute_uri(item.url)
        rss.add_item(item.title, address, item.text, pubdate=item.time, unique_id=address)
    return HttpResponse(rss.writeString("utf-8"), content_type=rss.content_type)


def entries_feed(request: HttpRequest, column: Any) -> HttpResponse:
    """Answer the newest entries of a column."""
    known = marks()
    items = [
        Item(_titled(entry, known), entry.get_url(request) or "", entry.intro, _moment(entry.listed_on))
        for entry in column.newest()[:MOST]
    ]
    return feed(request, column.title, column.intro, items)


def _titled(entry: Any, known: Mapping[int, Mark]) -> str:
    """Return the title of an entry; behind that of a policy that does not count stands so."""
    mark = known.get(entry.pk)
    return _("%(title)s (%(state)s)") % {"title": entry.title, "state": mark.text} if mark else entry.title


def standards_feed(request: HttpRequest) -> HttpResponse:
    """Answer the standards that came into force last; one to come would stand above all others for years."""
    rows = Standard.objects.public().filter(effective_on__lte=timezone.localdate())
    rows = rows.order_by("-effective_on", "sort_key")
    items = [
        Item(
            str(standard),
            standard.get_absolute_url(),
            _("In effect since %(day)s") % {"day": day.isoformat()},
            _moment(day),
        )
        for standard in rows.only("number", "title", "slug", "effective_on")[:MOST]
        if (day := standard.effective_on)
    ]
    return feed(request, _("Standards newly in force"), "", items)


def _moment(day: dt.date | dt.datetime) -> dt.datetime:
    """Return a day as its first moment in the site's time zone."""
    if isinstance(day, dt.datetime):
        return day
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
