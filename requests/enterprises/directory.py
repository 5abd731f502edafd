"""Finding the enterprise that a request speaks of, or noting a new one (6.1: one archive an enterprise)."""

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from onestop.catalogue.organisations.credit_code import tidy
from onestop.requests.enterprises.models import Enterprise

if TYPE_CHECKING:
    from onestop.catalogue.organisations.models import Region


def enterprise_for(
    name: str, credit_code: str = "", region: "Region | None" = None, *, is_sample: bool = False
) -> Enterprise:
    """Return the enterprise with this credit code; without a code, one of this name and region that has none.

    Two enterprises may have one name, so a name alone never finds one whose code is known: nobody gets into
    the record of another by typing a name. What is made twice by that, staff merge.

    Args:
        name: As it was typed.
        credit_code: Checked before; in any spelling.
        region: Where it is.
        is_sample: Marks a new row as sample data.
    """
    name, code = " ".join(name.split()), tidy(credit_code)
    found = Enterprise.objects.standing()
    known = found.filter(credit_code=code) if code else found.filter(name=name, credit_code="", region=region)
    existing = known.order_by("pk").first()
    if existing is not None:
        return existing
    fields = {"name": name, "credit_code": code, "region": region, "is_sample": is_sample}
    try:
        with transaction.atomic():
            return Enterprise.objects.create(**fields)
    except IntegrityError:  # somebody else noted the same code a moment ago
        return known.get()


find_or_create = enterprise_for
"""The name that the other packages agreed on."""
