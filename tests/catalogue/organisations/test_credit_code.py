"""GB 32100: the check character, and what a person is told."""

import pytest

from django.core.exceptions import ValidationError
from django.utils import translation

from onestop.catalogue.organisations.credit_code import (
    ALPHABET,
    check_character,
    is_credit_code,
    tidy,
    validate_credit_code,
)
from onestop.tests.factories.network import GOOD_CODE


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000600037341L", GOOD_CODE])
def test_codes_in_use_pass(code: str) -> None:
    assert is_credit_code(code)
    validate_credit_code(code)


@pytest.mark.parametrize("place", range(18))
def test_any_one_wrong_character_is_found(place: int) -> None:
    code = "91350100M000100Y43"
    for sign in set(ALPHABET) - {code[place]}:
        assert not is_credit_code(code[:place] + sign + code[place + 1 :])


def test_the_check_of_a_total_that_is_a_multiple_of_31_is_zero() -> None:
    assert check_character("0" * 17) == "0"


def test_lower_case_blanks_hyphens_and_full_width_are_tidied() -> None:
    assert tidy(" ９１350100-m000100y43 ") == "91350100M000100Y43"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("91350100M000100Y4", "这里有 17 位"),
        ("91350100M000I00Y43", "没有“I”"),
        ("91350100M000100Y44", "校验码"),
        ("统一社会信用代码统一社会信用代码统一", "没有“"),
    ],
)
def test_the_message_says_what_is_wrong(typed: str, words: str) -> None:
    with translation.override("zh-hans"), pytest.raises(ValidationError) as refused:
        validate_credit_code(typed)
    assert words in refused.value.messages[0]
