"""Places: given once each, waited for, passed on, given back."""

import datetime as dt
import uuid
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from django.core import mail
from django.utils import timezone

from onestop.home.training import registering
from onestop.home.training.choices import Place
from onestop.home.training.models import Registration
from onestop.tests.factories.threads import shared_database, together
from onestop.tests.factories.training import event, registered, wish


@pytest.mark.clause("4.2.1.1")
@pytest.mark.django_db(transaction=True)
def test_of_ten_places_the_eleventh_is_not_confirmed_under_parallel_submits(tmp_path: Path) -> None:
    page = event(quota=10)

    def press(number: int) -> str:
        return registering.register(page.pk, wish(number)).place

    with shared_database(tmp_path):
        states = together([partial(press, number) for number in range(11)])
        assert Counter(states) == {Place.CONFIRMED: 10, Place.WAITING: 1}
        kept = together([lambda: Counter(page.registrations.values_list("place", flat=True))])
    assert kept == [Counter(states)]


@pytest.mark.django_db(transaction=True)
def test_one_press_that_arrives_five_times_makes_one_registration(tmp_path: Path) -> None:
    page, same = event(), wish()
    with shared_database(tmp_path):
        numbers = together([lambda: registering.register(page.pk, same).number] * 5)
        kept = together([lambda: [row.number for row in page.registrations.all()]])
    assert [numbers[0]] == kept[0]
    assert set(numbers) == set(kept[0])


@pytest.mark.django_db(transaction=True)
def test_a_place_that_is_given_back_five_times_at_once_moves_one_person_up(tmp_path: Path) -> None:
    page = event(quota=1)
    first = registered(page, 0)
    for number in (1, 2, 3):
        registered(page, number)
    with shared_database(tmp_path):
        changed = together([lambda: registering.cancel(first)] * 5)
        kept = together([lambda: Counter(page.registrations.values_list("place", flat=True))])
    assert sorted(changed) == [False, False, False, False, True]
    assert kept == [{Place.CANCELLED: 1, Place.CONFIRMED: 1, Place.WAITING: 2}]


@pytest.mark.django_db
@pytest.mark.clause("4.2.1.1")
def test_a_full_event_puts_whoever_comes_later_on_the_waiting_list() -> None:
    page = event(quota=1)
    assert registered(page, 1).place == Place.CONFIRMED
    assert registered(page, 2).place == Place.WAITING


@pytest.mark.django_db
def test_the_same_telephone_takes_one_place_an_event_and_another_at_another_event() -> None:
    page, other = event(), event()
    registered(page, 1)
    with pytest.raises(registering.AlreadyRegistered):
        registering.register(page.pk, wish(1, name="别人"))
    assert registered(other, 1).place == Place.CONFIRMED


@pytest.mark.django_db(transaction=True)
def test_who_cancels_passes_the_place_to_the_next_and_both_are_told_by_mail() -> None:
    page = event(quota=1)
    first = registered(page, 1, email="first@example.com")
    second = registered(page, 2, email="second@example.com")
    third = registered(page, 3)
    mail.outbox.clear()
    assert registering.cancel(first)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.place, third.place) == (Place.CONFIRMED, Place.WAITING)
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert set(told) == {"first@example.com", "second@example.com"}
    assert "有名额" in told["second@example.com"].subject
    assert told["second@example.com"].attachments[0][0] == "event.ics"


@pytest.mark.django_db
def test_cancelling_twice_changes_nothing_and_frees_one_place_only() -> None:
    page = event(quota=1)
    first, second, third = (registered(page, number) for number in (1, 2, 3))
    assert registering.cancel(first)
    assert not registering.cancel(first)
    states = {row.pk: row.place for row in page.registrations.all()}
    assert states == {first.pk: Place.CANCELLED, second.pk: Place.CONFIRMED, third.pk: Place.WAITING}


@pytest.mark.django_db
def test_who_cancelled_may_come_back_at_the_end_of_the_queue() -> None:
    page = event(quota=1)
    first = registered(page, 1)
    registered(page, 2)
    registering.cancel(first)
    again = registered(page, 1)
    assert again.pk != first.pk
    assert again.place == Place.WAITING


@pytest.mark.django_db
def test_nobody_cancels_once_the_event_has_begun() -> None:
    page = event()
    row = registered(page)
    page.starts_at = timezone.now() - dt.timedelta(minutes=1)
    page.save(update_fields=["starts_at"])
    assert not registering.cancel(row)
    row.refresh_from_db()
    assert row.place == Place.CONFIRMED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"days": -2},
        {"opens_at": timezone.now() + dt.timedelta(days=1)},
        {"closes_at": timezone.now() - dt.timedelta(days=1)},
        {"called_off": True, "called_off_note": "示例原因"},
        {"needs_registration": False},
    ],
    ids=["over", "not yet", "closed", "called off", "no registration"],
)
def test_an_event_that_takes_no_registrations_refuses(fields: dict) -> None:
    page = event(**fields)
    with pytest.raises(registering.NotOpen):
        registering.register(page.pk, wish())
    assert not Registration.objects.exists()


@pytest.mark.django_db
def test_more_places_move_the_waiting_list_up_when_the_page_is_published() -> None:
    page = event(quota=1)
    rows = [registered(page, number) for number in range(4)]
    page.quota = 3
    page.save_revision().publish()
    states = [Registration.objects.get(pk=row.pk).place for row in rows]
    assert states == [Place.CONFIRMED, Place.CONFIRMED, Place.CONFIRMED, Place.WAITING]


@pytest.mark.django_db
def test_contacts_are_sealed_and_compared_by_a_keyed_digest() -> None:
    row = registered(event(), 1, phone="13812345678", email="a@example.com")
    stored = Registration.objects.filter(pk=row.pk).values().get()
    assert not any("13812345678" in str(value) or "example.com" in str(value) for value in stored.values())
    row = Registration.objects.get(pk=row.pk)
    assert (row.phone, row.email, row.masked_contact) == ("13812345678", "a@example.com", "138****678")


@pytest.mark.django_db
def test_a_submission_belongs_to_its_event() -> None:
    page, other = event(), event()
    same = uuid.uuid4()
    registering.register(page.pk, wish(1, submission=same))
    with pytest.raises(registering.AlreadyRegistered):
        registering.register(other.pk, wish(2, submission=same))
    assert other.registrations.count() == 0
