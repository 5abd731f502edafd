"""Finding cases by number, telephone, credit code or name. What was typed is sealed in the address.

A telephone number or a name in an address would stand in logs and histories (clause 6.3), so the form sends
it by POST and the list is asked for with the sealed text.
"""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict

from onestop.requests.workflow import numbering
from onestop.site import secrecy
from onestop.site.contacts import clean_phone

PARAMETER = "s"
LONGEST = 120
_PART = re.compile(r"(?:[A-Z]{1,6}-?(?=\d{8}))?(\d{8})?-?(\d{4,6})?(?:-([0-9A-Z])?)?")
"""Part of a number: its day, its count, its check character, as far as they were read out."""
_CODE = re.compile(r"[0-9A-HJ-NP-Z]{18}")


def sealed_address(path: str, asked: QueryDict, text: str) -> str:
    """Return the address of the list for ``text``, with the filters of ``asked`` but from its first page."""
    kept = asked.copy()
    for name in (PARAMETER, "p", "view"):
        kept.pop(name, None)
    if text := text.strip()[:LONGEST]:
        kept[PARAMETER] = secrecy.seal(text)
    return f"{path}?{kept.urlencode()}" if kept else path


def typed(asked: QueryDict) -> str:
    """Return what was looked for; nothing where the address was made up."""
    return secrecy.unseal(asked.get(PARAMETER, ""))


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
