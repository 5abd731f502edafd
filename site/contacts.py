"""Telephone numbers and e-mail addresses as people type them, brought into one form."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

TELEPHONE = (
    r"(?<!\d)(?:(?:\+|%2B)?86[-\s]?)?1[3-9]\d(?:[-\s]?\d{4}){2}(?!\d)"  # mobile, also in three groups
    r"|(?<!\d)0\d{2,3}[-\s]?\d{7,8}(?!\d)"  # landline with its area code
)
"""Telephone numbers within a text: what logs mask, and what nobody may read of a stranger's request."""

_DASHES = re.compile(r"[‐-―－]")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}(?:-\d{1,6})?")
_IDENTITY = re.compile(r"(?<!\d)(?:\d{17}[\dXxＸｘ]|\d{15})(?!\d)")
_SEPARATORS = re.compile(r"[\s\-()（）.]+")


def clean_phone(text: str) -> str:
    """Return a mobile or landline number by its digits; empty stays empty.

    Raises:
        ValidationError: It is neither.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    digits = digits.removeprefix("+86")
    if len(digits) == len("86") + 11 and digits.startswith("861"):
        digits = digits[2:]
    if not digits or _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return digits
    raise ValidationError(
        _(
            "This is no telephone number. Write 11 digits of a mobile phone, or a landline with its area "
            "code."
        ),
        code="phone",
    )


def is_mobile(number: str) -> bool:
    """Tell whether a number that ``clean_phone`` returned is a mobile one: no other takes short messages."""
    return bool(_MOBILE.fullmatch(number))


def clean_email(text: str) -> str:
    """Return an e-mail address in small letters; empty stays empty.

    Raises:
        ValidationError: It is none.
    """
    address = unicodedata.normalize("NFKC", text).strip().casefold()
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            message = _("This is no e-mail address. Write it like name@example.com, or leave it empty.")
            raise ValidationError(message, code="email") from error
    return address


def refuse_identity_number(text: str) -> str:
    """Return ``text`` in one width and without spaces around.

    Raises:
        ValidationError: It holds what looks like an identity card number, which nobody needs here.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    no_identity_number(plain)
    return plain


def no_identity_number(text: str) -> None:
    """Refuse a text with an identity number; for words that stay as they were written, line by line.

    Raises:
        ValidationError: As of ``refuse_identity_number``.
    """
    if _IDENTITY.search(unicodedata.normalize("NFKC", text)):
        raise ValidationError(
            _("Please leave out the identity card number. It is not needed here."), code="identity"
        )


def without_identity_numbers(text: str) -> str:
    """Return what was refused for an identity number without it; nothing if it cannot be told apart."""
    rest = _IDENTITY.sub("", text)
    return "" if _IDENTITY.search(unicodedata.normalize("NFKC", rest)) else rest


def has_telephone(text: str) -> bool:
    """Tell whether a text holds a telephone number, in whatever width it is typed."""
    return bool(re.search(TELEPHONE, _DASHES.sub("-", unicodedata.normalize("NFKC", text))))


def no_telephone(text: str) -> None:
    """Refuse a text with a telephone number; for what is kept as it was written and read by several.

    Raises:
        ValidationError: It holds what looks like one.
    """
    if has_telephone(text):
        raise ValidationError(
            _(
                "Please leave out the telephone number: several people read this, and it cannot be taken "
                "back. If it is another number, put a hyphen into it, like 1390-0012345."
            ),
            code="telephone",
        )
