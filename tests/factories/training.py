"""A column of training and its events for tests."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone

from onestop.home.training import registering
from onestop.home.training.choices import Place
from onestop.home.training.models import Registration, TrainingEventPage, TrainingIndexPage, TrainingSession
from onestop.home.training.registering import Wish
from onestop.tests.factories.site_pages import home_page, public

PHONE = "13800000000"


def column(**fields: Any) -> TrainingIndexPage:
    """Return the column at /training/, made if it is not there yet."""
    found: TrainingIndexPage | None = TrainingIndexPage.objects.first()
    if found is None:
        fields = {
            "title": "培训与活动",
            "slug": "training",
            "show_in_menus": True,
            "issuer": "示例中心",
            **fields,
        }
        found = home_page().add_child(instance=TrainingIndexPage(**fields))
    return found


def event(
    title: str = "示例培训",
    *,
    days: float = 7,
    hours: str = "3",
    sessions: int = 1,
    parent: TrainingIndexPage | None = None,
    **fields: Any,
) -> TrainingEventPage:
    """Return a published event that begins ``days`` from now; each session lasts three hours, a day apart."""
    number = TrainingEventPage.objects.count() + 1
    defaults = {
        "slug": f"event-{number}",
        "intro": "示例说明",
        "place": "示例会议室",
        "organiser": "示例中心",
        "quota": 10,
    }
    page = TrainingEventPage(title=title, **{**defaults, **fields})
    begin = timezone.now() + dt.timedelta(days=days)
    for offset in range(sessions):
        starts = begin + dt.timedelta(days=offset)
        page.sessions.add(
            TrainingSession(starts_at=starts, ends_at=starts + dt.timedelta(hours=3), hours=Decimal(hours))
        )
    return TrainingEventPage.objects.get(pk=public(parent or column(), page).pk)


def wish(number: int = 0, **fields: Any) -> Wish:
    """Return the wish of the ``number``-th person."""
    defaults = {
        "name": f"示例人{number}",
        "enterprise": "示例企业",
        "phone": str(int(PHONE) + number),
        "email": "",
        "submission": uuid.uuid4(),
        "notice_version": "v1",
    }
    return Wish(**{**defaults, **fields})


def registered(page: TrainingEventPage, number: int = 0, **fields: Any) -> Registration:
    """Return a registration for ``page``, past events included: its rows are as they would have been."""
    w = wish(number, **fields)
    if page.ends_at and page.ends_at < timezone.now():
        row = Registration(
            event=page, name=w.name, enterprise=w.enterprise, place=Place.CONFIRMED, submission=w.submission
        )
        row.set_contact(w.phone, w.email)
        row.save()
        return row
    return registering.register(page.pk, w)


def form_data(**fields: Any) -> dict[str, str]:
    """Return what a person fills into the form, with a submission of its own."""
    defaults = {
        "name": "张三丰",
        "enterprise": "示例食品厂",
        "phone": "138 0000 0001",
        "email": "",
        "consent": "on",
        "submission": str(uuid.uuid4()),
    }
    return {**defaults, **fields}
