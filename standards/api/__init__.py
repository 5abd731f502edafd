"""The standards in the JSON API: list, record, suggestions, resolution (docs/api.md)."""

from ninja import Router

from onestop.standards.api import listing, records

router = Router(tags=["standards"])
router.add_router("", listing.router)
router.add_router("", records.router)
