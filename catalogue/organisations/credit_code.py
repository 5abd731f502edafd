"""统一社会信用代码 by GB 32100—2015: eighteen characters, the last a check character."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Digits and letters without I, O, S, V, Z (GB 32100—2015, table 2)."""

WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""3 to the power of the place, modulo 31."""

LENGTH = 18
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}


def tidy(text: str) -> str:
    """Return a code as it is written: capital letters, half width, without blanks and hyphens."""
    half_width = (chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in text)
    return "".join(sign for sign in "".join(half_width).upper() if not sign.isspace() and sign != "-")


def check_character(body: str) -> str:
    """Return the check character of the first seventeen.

    Raises:
        KeyError: ``body`` holds a character that no code has.
    """
    total = sum(_VALUES[sign] * weight for sign, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[-total % len(ALPHABET)]


def is_credit_code(text: str) -> bool:
    """Tell whether ``text``, tidy, is a whole code with its right check character."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET) and check_character(text[:-1]) == text[-1]


def validate_credit_code(text: str) -> None:
    """Refuse what is not a credit code, and say what is the matter with it.

    Raises:
        ValidationError: with words for the person who typed it.
    """
    code = tidy(text)
    if len(code) != LENGTH:
        raise ValidationError(
            _("A unified social credit code has 18 characters; this has %(n)s. Check it on the licence."),
            code="credit_code_length",
            params={"n": len(code)},
        )
    strange = sorted(set(code) - set(ALPHABET))
    if strange:
        raise ValidationError(
            _("A unified social credit code has no “%(signs)s”. I and O are often 1 and 0."),
            code="credit_code_signs",
            params={"signs": "”“".join(strange)},
        )
    if not is_credit_code(code):
        raise ValidationError(
            _("The last character does not fit the others: one of them is wrong. Compare with the licence."),
            code="credit_code_check",
        )
