"""What follows when an event is published: more places are filled, a change or a cancellation is told."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from onestop.home.training import mailing, registering, showing
from onestop.home.training.models import TrainingEventPage


def published(instance: TrainingEventPage, **_kwargs: Any) -> None:
    """Receiver of ``page_published`` of events."""
    if instance.called_off:
        _tell_everybody(instance)
    else:
        registering.fill_places(instance.pk)


def announced(pk: int | None) -> tuple[str, ...]:
    """Return what whoever takes part relies on, as the public page says it now; empty while it is a draft."""
    event = TrainingEventPage.objects.live().filter(pk=pk).first() if pk else None
    if event is None:
        return ()
    sessions = (showing.span(each.starts_at, each.ends_at) for each in event.session_list)
    called_off = "called off" if event.called_off else ""
    return (called_off, event.shown_place, event.join_url, event.join_note, *sessions)


def tell_changes(pk: int, before: tuple[str, ...]) -> None:
    """Send one mail to each participant if time or place are not those of ``before``, or it is on again."""
    with transaction.atomic():
        page = registering.locked(pk)
        begun = page.starts_at is None or page.starts_at <= timezone.now()
        if not before or page.called_off or begun or announced(pk) == before:
            return
        rows = page.registrations.active()
        pks = list(rows.values_list("pk", flat=True))
        mailing.owe(pks, mailing.CHANGED)
        rows.update(told_off=False)


def _tell_everybody(event: TrainingEventPage) -> None:
    """Send one mail to each participant, once: a page that is published again does not repeat it."""
    with transaction.atomic():
        page = registering.locked(event.pk)
        rows = page.registrations.active().filter(told_off=False)
        pks = list(rows.values_list("pk", flat=True))
        mailing.owe(pks, mailing.CALLED_OFF)
        rows.update(told_off=True)
