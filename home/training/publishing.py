"""What follows when an event is published: more places are filled, a cancellation is told."""

from functools import partial
from typing import Any

from django.db import transaction

from onestop.home.training import mailing, registering
from onestop.home.training.models import TrainingEventPage


def published(instance: TrainingEventPage, **_kwargs: Any) -> None:
    """Receiver of ``page_published`` of events."""
    if instance.called_off:
        _tell_everybody(instance)
    else:
        registering.fill_places(instance.pk)


def _tell_everybody(event: TrainingEventPage) -> None:
    """Send one mail to each participant, once: a page that is published again does not repeat it."""
    with transaction.atomic():
        page = registering.locked(event.pk)
        rows = page.registrations.active().filter(told_off=False)
        for pk in rows.values_list("pk", flat=True):
            transaction.on_commit(partial(mailing.send, pk, mailing.CALLED_OFF))
        rows.update(told_off=True)
