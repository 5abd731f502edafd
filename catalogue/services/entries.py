"""The published services as lists need them: read once until content changes, then only looked up."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onestop.catalogue.services.choices import Channel, Charged, Kind
from onestop.catalogue.services.models import ServiceCategory, ServiceItemPage, ServiceProvision
from onestop.catalogue.services.offering import can_offer, network_on
from onestop.catalogue.services.wording import days_text
from onestop.site.page_cache import remember, remember_rows

COLUMNS = (
    *(
        "pk",
        "title",
        "slug",
        "url_path",
        "depth",
        "clause",
        "code",
        "kind",
        "summary",
        "keywords",
        "category",
    ),
    *("audience", "charged", "promised_days", "instant", "important", *Channel.values),
    "required_qualification",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A service in a list."""

    pk: int
    title: str
    url: str
    clause: str
    code: str
    kind: Kind
    summary: str
    keywords: tuple[str, ...]
    category: ServiceCategory
    audience: str
    charged: Charged
    promised_days: int | None
    instant: bool
    important: bool
    channels: tuple[Channel, ...]
    is_offered: bool = True
    """Whether an organisation may offer it today (clause 4.1.1.2)."""

    @property
    def time(self) -> str:
        """Return the promised time in words."""
        return days_text(self.promised_days, instant=self.instant)


def categories() -> tuple[ServiceCategory, ...]:
    """Return the categories in their order."""
    return remember("services.categories", lambda: tuple(ServiceCategory.objects.all()))


def entries() -> dict[int, Entry]:
    """Return every service that visitors are offered today by its id, in the order of the directory."""
    today = timezone.localdate()
    return remember(("services.entries", today), lambda: load(today))


def rows(shown: Sequence[Entry], level: int) -> list[str]:
    """Return the entries as rows of a list, their titles being headings of ``level``."""

    def make(keys: list[int]) -> dict[int, str]:
        template, known = get_template("catalogue/services/entry.html"), {entry.pk: entry for entry in shown}
        return {key: template.render({"entry": known[key], "level": level}) for key in keys}

    return remember_rows(("services.rows", level, get_language()), [entry.pk for entry in shown], make)


def load(day: dt.date) -> dict[int, Entry]:
    """Return every service that visitors are offered on ``day``."""
    known = {category.pk: category for category in categories()}
    items = ServiceItemPage.objects.current(day).filter(category__isnull=False).in_order().only(*COLUMNS)
    able = _offered(items, day)
    return {
        item.pk: _entry(item, known[item.category_id], is_offered=item.pk in able)
        for item in items
        if item.category_id in known
    }


def not_offered() -> dict[int, tuple[str, str]]:
    """Return what a result says of the services that nobody may offer today, by their ids."""
    words = ("waiting", _("Nobody can do this at the moment"))
    return {pk: words for pk, entry in entries().items() if not entry.is_offered}


def _offered(items: Iterable[ServiceItemPage], day: dt.date) -> set[int]:
    """Return the ids of the items that an organisation may offer on ``day``; in a few queries for all."""
    required = {item.pk: item.required_qualification for item in items}
    network = network_on(day)
    rows = ServiceProvision.objects.filter(item__in=required)
    return {row.item_id for row in rows if can_offer(row, required[row.item_id], day, network)}


def _entry(item: ServiceItemPage, category: ServiceCategory, *, is_offered: bool) -> Entry:
    return Entry(
        pk=item.pk,
        title=item.title,
        url=item.get_url() or "",
        clause=item.clause,
        code=item.code,
        kind=Kind(item.kind),
        summary=item.summary,
        keywords=tuple(item.lines("keywords")),
        category=category,
        audience=item.audience,
        charged=Charged(item.charged),
        promised_days=item.promised_days,
        instant=item.instant,
        important=item.important,
        channels=tuple(item.channels),
        is_offered=is_offered,
    )
