"""Numbers that an address names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.site.digits import LARGEST, number_of, numbers_of


@pytest.mark.parametrize(
    "text", [None, "", "0", "-1", "+1", "1.0", " 1", "１", "²", "x", "9" * 5000, str(LARGEST + 1)]
)
def test_what_is_no_number_is_zero(text):
    assert number_of(text) == 0


@given(st.integers(1, LARGEST))
def test_a_number_is_read_as_it_is_written(value):
    assert number_of(str(value)) == value


@given(st.text())
def test_any_text_gives_a_number_that_a_column_takes(text):
    assert 0 <= number_of(text) <= LARGEST


def test_numbers_leaves_out_what_is_none_and_reads_no_more_than_it_is_told():
    assert numbers_of(["3", "x", "", "5", "7"], most=4) == [3, 5]
