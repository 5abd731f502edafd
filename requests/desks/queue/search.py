"""Finding cases by number, telephone, credit code or name."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from onestop.requests.workflow import numbering
from onestop.site import secrecy
from onestop.site.contacts import clean_phone

_PART = re.compile(r"(?:[A-Z]{1,6}-?(?=\d{8}))?(\d{8})?-?(\d{4,6})?(?:-([0-9A-Z])?)?")
"""Part of a number: its day, its count, its check character, as far as they were read out."""
_CODE = re.compile(r"[0-9A-HJ-NP-Z]{18}")


def found(rows: "QuerySet[Any]", text: str, *, by_name: bool = True) -> "QuerySet[Any]":
    """Return the rows that fit ``text``, whatever it is.

    Args:
        rows: Among which.
        text: What was typed.
        by_name: Whether whoever looks may learn whose they are; by number and item everybody may look.
    """
    return rows.filter(_fits(text) if by_name else _fits_nameless(text)) if text else rows


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _fits_nameless(text: str) -> Q:
    plain = _plain(text)
    return Q(number=numbering.read(plain) or plain) | Q(item_title__icontains=plain)


def _fits(text: str) -> Q:
    plain = _plain(text)
    if number := numbering.read(plain):
        return Q(number=number)
    if phone := _phone(plain):
        return Q(phone_print=secrecy.fingerprint(phone))
    compact = plain.upper().replace(" ", "").replace("—", "-").replace("–", "-")
    if _CODE.fullmatch(compact):
        return Q(credit_code=compact)
    if (part := _PART.fullmatch(compact)) and any(part.groups()):
        return Q(number__contains="-".join(filter(None, part.groups())))
    # Chinese has no case, and comparing without it is several times as dear over all rows.
    way = "icontains" if plain.upper() != plain.lower() else "contains"
    return Q((f"enterprise_name__{way}", plain)) | Q((f"item_title__{way}", plain))


def _phone(text: str) -> str:
    try:
        return clean_phone(text)
    except ValidationError:
        return ""
