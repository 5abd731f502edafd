"""Models of ``onestop.catalogue``, gathered from its subpackages."""

from onestop.catalogue.links.models import ExternalLink
from onestop.catalogue.links.pages import LinkDirectoryPage
from onestop.catalogue.organisations.models import (
    CapabilityScope,
    ChangedDay,
    Equipment,
    Facility,
    Laboratory,
    NetworkPage,
    OpeningHours,
    Organisation,
    Qualification,
    Region,
    Shift,
    SiteSelection,
    StaffMember,
    StationAssessment,
    StationGuidance,
)

__all__ = [
    "CapabilityScope",
    "ChangedDay",
    "Equipment",
    "ExternalLink",
    "Facility",
    "Laboratory",
    "LinkDirectoryPage",
    "NetworkPage",
    "OpeningHours",
    "Organisation",
    "Qualification",
    "Region",
    "Shift",
    "SiteSelection",
    "StaffMember",
    "StationAssessment",
    "StationGuidance",
]
