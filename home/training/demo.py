"""Demo events: one of each kind, past with materials, upcoming, full with a waiting list. All 示例数据."""

import datetime as dt
import tomllib
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils import timezone

from wagtail.models import Site

from onestop.home.articles.topics import Topic
from onestop.home.training import attending, proving, registering
from onestop.home.training.choices import Place
from onestop.home.training.models import (
    Registration,
    TrainingEventPage,
    TrainingIndexPage,
    TrainingMaterial,
    TrainingSession,
    TrainingStandard,
)
from onestop.home.training.registering import Wish

DATA = Path(__file__).parent / "demo.toml"
SAMPLE_PHONE = "090200000"
"""A number that no exchange connects."""


def load(say: Callable[[str], None]) -> None:
    """Put the column and its events in place; what is there stays as it is."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    column = _column(data["column"])
    new = [_event(column, row) for row in data["events"] if not _exists(column, row["slug"])]
    for row, event in new:
        _people(event, row.get("registered", 0), came=row["days"] < 0)
    if new:
        say(f"training: {len(new)} events")


def _exists(column: TrainingIndexPage, slug: str) -> bool:
    return bool(column.get_children().filter(slug=slug).exists())


def _column(fields: dict[str, Any]) -> TrainingIndexPage:
    root = Site.objects.get(is_default_site=True).root_page
    found: TrainingIndexPage | None = TrainingIndexPage.objects.child_of(root).first()
    if found is None:
        found = TrainingIndexPage(**fields, show_in_menus=True)
        root.add_child(instance=found)
        found.save_revision().publish()
    return found


def _event(column: TrainingIndexPage, row: dict[str, Any]) -> tuple[dict[str, Any], TrainingEventPage]:
    """Add an event whose times are counted from today."""
    apart = {"days", "sessions", "standards", "materials", "registered", "text", "topic"}
    page = TrainingEventPage(**{name: value for name, value in row.items() if name not in apart})
    page.topic = Topic.objects.filter(name=row.get("topic", "")).first()
    page.body = [("notice", {"tone": "wait", "title": "示例数据", "text": "时间、地点、人员都不是真的。"})]
    page.body.append(("text", row["text"]))
    day = timezone.localdate() + dt.timedelta(days=row["days"])
    for part in row["sessions"]:
        date = day + dt.timedelta(days=part.get("day", 0))
        page.sessions.add(
            TrainingSession(
                title=part["title"],
                hours=part.get("hours", 0),
                starts_at=_moment(date, part["from"]),
                ends_at=_moment(date, part["to"]),
            )
        )
    for number in row.get("standards", ()):
        page.standard_links.add(TrainingStandard(number=number))
    for material in row.get("materials", ()):
        page.materials.add(TrainingMaterial(**material))
    column.add_child(instance=page)
    page.save_revision().publish()
    return row, TrainingEventPage.objects.get(pk=page.pk)


def _moment(date: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(date, time, timezone.get_current_timezone())


def _people(event: TrainingEventPage, count: int, *, came: bool) -> None:
    """Register ``count`` sample persons; those of a past event were there, and the first has a proof."""
    for number in range(1, count + 1):
        wish = Wish(f"示例学员{number}", "示例企业", f"{SAMPLE_PHONE}{number:02}", "", uuid.uuid4(), "demo")
        if not came:
            registering.register(event.pk, wish)
            continue
        row = Registration(event=event, name=wish.name, enterprise=wish.enterprise, place=Place.CONFIRMED)
        row.set_contact(wish.phone, "")
        row.save()
        for session in event.session_list:
            attending.mark(row, session, None)
        if number == 1:
            proving.issue(row, None)
