"""One request for several items is filed once: the enterprise keeps one number, inside it is split (3.1)."""

import uuid
from typing import Any

from onestop.catalogue.services.models import ServiceItemPage
from onestop.requests.filing import details
from onestop.requests.workflow.models import ServiceRequest

COPIED = (
    *("enterprise", "enterprise_name", "credit_code", "region", "contact_name", "phone", "email"),
    *("description", "wanted_by", "notice_version", "visibility", "is_sample"),
)
MOST = 5


def further_items(case: ServiceRequest) -> list[ServiceItemPage]:
    """Return the items that ``case`` asks for beside its own."""
    keys = [key for key in case.details.get(details.ALSO) or [] if isinstance(key, int)]
    items = ServiceItemPage.objects.current().filter(pk__in=keys[:MOST]).exclude(pk=case.item_id)
    return list(items.in_order())


def part_of(case: ServiceRequest, **own: Any) -> dict[str, Any]:
    """Return the data of a request that comes of ``case``: its enterprise, contact and words; ``own`` on top.

    For an item the same one is made once only, however often it is asked for.
    """
    data = {name: getattr(case, name) for name in COPIED}
    item = own.get("item")
    if item is not None and "submission" not in own:
        data["submission"] = uuid.uuid5(case.submission, str(item.pk))
    return {**data, "channel": case.channel, "parent": case, "filed_at": case.filed_at, **own}
