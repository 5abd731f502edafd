"""What follows from the fields of a record: computed when asked, never stored (clause 4.2.2.1)."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from onestop.requests.serving.fields import Text
from onestop.requests.serving.models import RecordKind

Derivation = tuple[Text, Callable[[Mapping[str, Any]], str | None]]


def _difference(values: Mapping[str, Any]) -> str | None:
    """Return by how much a score has changed, with its sign."""
    try:
        before, after = Decimal(str(values["score_before"])), Decimal(str(values["score_after"]))
    except (KeyError, InvalidOperation):
        return None
    return f"{after - before:+f}"


DERIVED: dict[str, tuple[Derivation, ...]] = {
    RecordKind.SIX_S: ((_("Difference of the scores"), _difference),),
}
"""Label and computation, by kind."""
