"""The basic information of an enterprise, with what it was before (clause 6.1, 基本信息)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from onestop.requests.enterprises.models import Enterprise, EnterpriseVersion

BASIC = ("name", "credit_code", "region", "address", "industry", "scale", "products", "chain")
"""The basic information; name and credit code stand on the licence."""

ON_LICENCE = ("name", "credit_code")


def values_of(enterprise: Enterprise) -> dict[str, Any]:
    """Return the basic information in plain values; the region by its name."""
    plain = {name: getattr(enterprise, name) for name in BASIC}
    return plain | {"region": str(enterprise.region) if enterprise.region else ""}


@transaction.atomic
def change(pk: int, by: Any, values: dict[str, Any], *, staff: bool = False) -> Enterprise:
    """Change basic information and keep what it was.

    Args:
        pk: The enterprise.
        by: Who.
        values: New values by field name; those left out stay.
        staff: Whether somebody of the network does it, who may correct what was compared with the licence.

    Raises:
        ValidationError: A value does not fit, or the licence has been compared.
    """
    enterprise = Enterprise.objects.select_for_update().get(pk=pk)
    before = values_of(enterprise)
    for name in BASIC:
        if name in values:
            _check_licence(enterprise, name, values[name], staff=staff)
            setattr(enterprise, name, values[name])
    enterprise.full_clean()
    enterprise.save()
    keep_version(enterprise, before, by)
    return enterprise


def keep_version(enterprise: Enterprise, before: dict[str, Any], by: Any) -> None:
    """Keep what the basic information was and is, if it has changed."""
    after = values_of(enterprise)
    if after == before:
        return
    if not enterprise.versions.exists():
        EnterpriseVersion.objects.create(enterprise=enterprise, values=before, at=enterprise.created_at)
    EnterpriseVersion.objects.create(enterprise=enterprise, values=after, by=by)


def _check_licence(enterprise: Enterprise, name: str, value: Any, *, staff: bool) -> None:
    if name in ON_LICENCE and enterprise.verified_on and not staff and value != getattr(enterprise, name):
        message = _(
            "This was compared with your licence. If it has changed, bring the new licence to a window or "
            "call the service centre."
        )
        raise ValidationError({name: message})
