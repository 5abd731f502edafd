"""Models of the service catalogue."""

from onestop.catalogue.services.models.category import ServiceCategory
from onestop.catalogue.services.models.index import ServiceIndexPage
from onestop.catalogue.services.models.item import ServiceItemPage
from onestop.catalogue.services.models.provision import ServiceProvision
from onestop.catalogue.services.models.rows import (
    ServiceMaterial,
    ServiceRelation,
    ServiceStandard,
    ServiceStep,
)
from onestop.catalogue.services.models.version import ServiceVersion

__all__ = [
    "ServiceCategory",
    "ServiceIndexPage",
    "ServiceItemPage",
    "ServiceMaterial",
    "ServiceProvision",
    "ServiceRelation",
    "ServiceStandard",
    "ServiceStep",
    "ServiceVersion",
]
