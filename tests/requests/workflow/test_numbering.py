"""Numbers: without gaps, none twice, every slip of the pen told."""

import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.db import transaction

from onestop.requests.workflow import numbering
from onestop.tests.factories.threads import shared_database, together

DAY = dt.date(2026, 11, 28)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2099, 12, 31)), st.integers(1, 9999), st.data())
def test_every_wrong_digit_and_every_swap_is_told(day: dt.date, count: int, data: st.DataObject) -> None:
    number = numbering.compose(day, count)
    places = [place for place, sign in enumerate(number[:-1]) if sign.isdigit()]
    place = data.draw(st.sampled_from(places))
    for digit in "0123456789":
        changed = number[:place] + digit + number[place + 1 :]
        assert (numbering.read(changed) == changed) == (changed == number)
    for one, other in itertools.combinations(places, 2):
        signs = list(number)
        signs[one], signs[other] = signs[other], signs[one]
        swapped = "".join(signs)
        assert (numbering.read(swapped) == swapped) == (swapped == number)


def test_a_number_is_read_as_people_type_it() -> None:
    number = numbering.compose(DAY, 12)
    assert number.startswith("HM-20261128-0012-")
    for typed in (
        number.lower(),
        number.replace("-", ""),
        f"  {number} ",
        number.replace("-", "－"),
        number.replace("-", "—"),
    ):
        assert numbering.read(typed) == number


@pytest.mark.parametrize("text", ["", "HM", "12345", "HM-2026-1", "HM-20261128-0012", "😀" * 40, "H" * 9999])
def test_what_is_no_number_is_none(text: str) -> None:
    assert numbering.read(text) is None


@pytest.mark.django_db
def test_a_number_that_is_rolled_back_is_given_out_again() -> None:
    first = numbering.next_number()
    with transaction.atomic():
        numbering.next_number()
        transaction.set_rollback(True)
    second = numbering.next_number()
    assert [number.split("-")[2] for number in (first, second)] == ["0001", "0002"]


@pytest.mark.django_db(transaction=True)
def test_clients_at_the_same_time_get_numbers_without_gaps(tmp_path: Path) -> None:
    def take() -> list[str]:
        return [numbering.next_number() for _ in range(5)]

    with shared_database(tmp_path):
        taken = [number for numbers in together([take] * 6) for number in numbers]
    assert sorted(int(number.split("-")[2]) for number in taken) == list(range(1, 31))
