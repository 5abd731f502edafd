"""What follows from the clause of an item: its category and its code (事项编码)."""

import re
from typing import TYPE_CHECKING, Any

from django.apps import apps

from onestop.catalogue.services.clauses import category_of

if TYPE_CHECKING:
    from onestop.catalogue.services.models import ServiceItemPage

_SERIAL = re.compile(r"-(\d+)$")


def follow_clause(item: "ServiceItemPage") -> None:
    """Set the category of ``item``, and its code if it has none: the clause and the next number of it."""
    category: Any = apps.get_model("catalogue", "ServiceCategory")
    item.category = category.objects.filter(code=category_of(item.clause)).first()
    if item.clause and not item.code:
        item.code = _next_code(item)


def is_taken(item: "ServiceItemPage") -> bool:
    """Tell whether another item has the code."""
    return bool(item.code) and type(item).objects.filter(code=item.code).exclude(pk=item.pk).exists()


def _next_code(item: "ServiceItemPage") -> str:
    codes = type(item).objects.filter(code__startswith=f"{item.clause}-").values_list("code", flat=True)
    serials = [int(found[1]) for found in map(_SERIAL.search, codes) if found]
    return f"{item.clause}-{max(serials, default=0) + 1:02}"
