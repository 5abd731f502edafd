"""What happens to a place: taken, waited for, given back, passed on.

Every function locks the event's row first, so that places are given out one after the other whatever comes at
the same moment (clause 4.2.1.1: of 10 places the 11th is not confirmed).
"""

import math
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from onestop.home.training import mailing
from onestop.home.training.choices import Origin, Place
from onestop.home.training.models import Registration, TrainingEventPage
from onestop.home.training.models.registration import new_number
from onestop.site import secrecy

BATCH = 500


class NotOpen(Exception):
    """The event takes no registrations now."""


class AlreadyRegistered(Exception):
    """This telephone or e-mail address has a place, or waits for one, at this event.

    Attributes:
        known: Key of the registration that is there; ``None`` where it is none of this event.
    """

    def __init__(self, known: int | None = None) -> None:
        super().__init__()
        self.known = known


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for; telephone and e-mail in the form of ``contacts``.

    Attributes:
        submission: Names the press of the button: the same one twice makes one registration.
        notice_version: The privacy notice that was agreed to.
    """

    name: str
    enterprise: str
    phone: str
    email: str
    submission: uuid.UUID
    notice_version: str = ""
    origin: Origin = Origin.ONLINE
    credit_code: str = ""


def register(event_id: int, wish: Wish) -> Registration:
    """Give ``wish`` a place, or the next one on the waiting list.

    Raises:
        NotOpen: Registration has not begun or is over.
        AlreadyRegistered: The contact is known to this event.
    """
    try:
        return _register(event_id, wish)
    except AlreadyRegistered as error:
        # Told outside the transaction, which is undone; to the address that is known, never to the new one.
        if error.known:
            mailing.owe([error.known], mailing.AGAIN)
        raise


def _register(event_id: int, wish: Wish) -> Registration:
    with transaction.atomic():
        event = locked(event_id)
        again = Registration.objects.select_related("event").filter(submission=wish.submission).first()
        if again is not None and again.event_id == event.pk:
            return again
        if again is not None:  # the form of another event, sent here by hand
            raise AlreadyRegistered
        if not event.takes_registrations():
            raise NotOpen
        return add(event, wish)


def add(event: TrainingEventPage, wish: Wish) -> Registration:
    """Write the registration of ``wish``; the caller holds the lock of ``event`` and checks who may.

    Raises:
        AlreadyRegistered: The contact is known to this event.
    """
    key = secrecy.fingerprint(wish.phone or wish.email)
    known = event.registrations.active().filter(contact_key=key).first()
    if known is not None:
        raise AlreadyRegistered(known.pk)
    full = event.quota is not None and event.registrations.confirmed().count() >= event.quota
    registration = _row(event, wish, Place.WAITING if full else Place.CONFIRMED)
    registration.number = _free_numbers(1)[0]
    registration.save()
    mailing.owe([registration.pk], mailing.RECEIVED)
    return registration


def add_all(event: TrainingEventPage, wishes: Iterable[Wish], *, keep: bool) -> list[Registration | None]:
    """Write the registrations of many in their order, in few queries; the caller holds the lock.

    Args:
        event: The event.
        wishes: Who is to be registered.
        keep: Write them; else only say what would become of them, for which no lock is needed.

    Returns:
        A registration for each wish; ``None`` where its contact is known to this event, or stands twice.
    """
    known = set(event.registrations.active().values_list("contact_key", flat=True))
    left = math.inf if event.quota is None else event.quota - event.registrations.confirmed().count()
    rows: list[Registration | None] = []
    for wish in wishes:
        row = _row(event, wish, Place.CONFIRMED if left > 0 else Place.WAITING)
        if row.contact_key in known:
            rows.append(None)
            continue
        known.add(row.contact_key)
        left -= 1
        rows.append(row)
    if keep:
        _write([row for row in rows if row])
    return rows


def _write(rows: list[Registration]) -> None:
    for row, number in zip(rows, _free_numbers(len(rows)), strict=True):
        row.number = number
    written = Registration.objects.bulk_create(rows, batch_size=BATCH)
    mailing.owe([row.pk for row in written], mailing.RECEIVED)


def _row(event: TrainingEventPage, wish: Wish, place: Place) -> Registration:
    registration = Registration(
        event=event,
        submission=wish.submission,
        name=wish.name,
        enterprise=wish.enterprise,
        credit_code=wish.credit_code,
        place=place,
        origin=wish.origin,
        consented_at=timezone.now() if wish.notice_version else None,
        notice_version=wish.notice_version,
    )
    registration.set_contact(wish.phone, wish.email)
    return registration


def _free_numbers(count: int) -> list[str]:
    """Return numbers that no registration has: drawn by chance, some of many would be taken already."""
    found: set[str] = set()
    while len(found) < count:
        drawn = {new_number() for _missing in range(count - len(found))} - found
        found |= drawn - set(Registration.objects.filter(number__in=drawn).values_list("number", flat=True))
    return list(found)


def cancel(registration: Registration) -> bool:
    """Give the place back; the first of the waiting list moves up and is told.

    Returns:
        Whether this changed anything; ``False`` when it was given back before, or the event has begun.
    """
    with transaction.atomic():
        event = locked(registration.event_id)
        row = event.registrations.select_for_update().get(pk=registration.pk)
        if row.place == Place.CANCELLED or event.starts_at is None or event.starts_at <= timezone.now():
            return False
        row.place = Place.CANCELLED
        row.save(update_fields=["place", "changed_at"])
        row.owed_mails.all().delete()  # nothing of it concerns the person any more
        mailing.owe([row.pk], mailing.CANCELLED)
        _move_up(event)
    return True


def fill_places(event_id: int) -> list[Registration]:
    """Confirm from the waiting list as many as there are places; for an event with a larger quota."""
    with transaction.atomic():
        return _move_up(locked(event_id))


def confirm(event_id: int, chosen: Collection[int]) -> tuple[int, int]:
    """Confirm the ``chosen`` ones of the waiting list, as far as there are places.

    Returns:
        How many were confirmed, and how many had to go on waiting.
    """
    with transaction.atomic():
        event = locked(event_id)
        waiting = list(event.registrations.waiting().filter(pk__in=chosen))
        confirmed = _confirm(event, waiting)
    return len(confirmed), len(waiting) - len(confirmed)


def locked(event_id: int) -> TrainingEventPage:
    """Return the published event, its row locked until the transaction ends.

    SQLite has no row locks; there the transaction is IMMEDIATE, which lets one writer in at a time.
    """
    event: TrainingEventPage = TrainingEventPage.objects.select_for_update(of=("self",)).get(pk=event_id)
    return event


def _move_up(event: TrainingEventPage) -> list[Registration]:
    if event.called_off or event.starts_at is None or event.starts_at <= timezone.now():
        return []
    return _confirm(event, list(event.registrations.waiting()))


def _confirm(event: TrainingEventPage, waiting: list[Registration]) -> list[Registration]:
    if event.quota is not None:
        waiting = waiting[: max(event.quota - event.registrations.confirmed().count(), 0)]
    pks = [row.pk for row in waiting]
    if pks:
        Registration.objects.filter(pk__in=pks).update(place=Place.CONFIRMED, changed_at=timezone.now())
        mailing.owe(pks, mailing.MOVED_UP)
    return waiting
