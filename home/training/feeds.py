"""RSS of training."""

import datetime as dt
from typing import Any

from django.contrib.syndication.views import Feed

from onestop.home.training import showing
from onestop.home.training.choices import Stage
from onestop.home.training.models import TrainingEventPage, TrainingIndexPage

LATEST = 20


class EventFeed(Feed):
    """What was announced last, with the time and place of each."""

    def __init__(self, column: TrainingIndexPage) -> None:
        self.column = column

    def title(self) -> str:
        """Return the name of the column."""
        return self.column.title

    def description(self) -> str:
        """Return what it is about."""
        return self.column.search_description or self.column.intro or self.column.title

    def link(self) -> str:
        """Return the address of the column."""
        return self.column.url or "/"

    def items(self) -> Any:
        """Return the events, the latest announced first."""
        events = TrainingEventPage.objects.child_of(self.column).live().public()
        return events.select_related("venue").order_by("-first_published_at")[:LATEST]

    def item_title(self, item: TrainingEventPage) -> str:
        """Return the name of the event, and whether it is called off."""
        return f"{item.title}（{Stage.CALLED_OFF.label}）" if item.called_off else item.title

    def item_description(self, item: TrainingEventPage) -> str:
        """Return when, where and what for."""
        parts = (showing.span(item.starts_at, item.ends_at), item.shown_place, item.intro)
        return "；".join(part for part in parts if part)

    def item_link(self, item: TrainingEventPage) -> str:
        """Return the address of the event."""
        return f"{self.link()}{item.slug}/"

    def item_pubdate(self, item: TrainingEventPage) -> dt.datetime | None:
        """Return when it was announced."""
        published: dt.datetime | None = item.first_published_at
        return published
