"""Models of ``onestop.catalogue``, gathered from its subpackages."""

from onestop.catalogue.experts.models import Competence, Expert, ExpertEvent, ExpertField
from onestop.catalogue.experts.pages import ExpertDirectoryPage
from onestop.catalogue.institutions.pages import InstitutionDirectoryPage
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
from onestop.catalogue.services.models import (
    ServiceCategory,
    ServiceIndexPage,
    ServiceItemPage,
    ServiceMaterial,
    ServiceProvision,
    ServiceRelation,
    ServiceStandard,
    ServiceStep,
    ServiceVersion,
)

__all__ = [
    "CapabilityScope",
    "ChangedDay",
    "Competence",
    "Equipment",
    "Expert",
    "ExpertDirectoryPage",
    "ExpertEvent",
    "ExpertField",
    "ExternalLink",
    "Facility",
    "InstitutionDirectoryPage",
    "Laboratory",
    "LinkDirectoryPage",
    "NetworkPage",
    "OpeningHours",
    "Organisation",
    "Qualification",
    "Region",
    "ServiceCategory",
    "ServiceIndexPage",
    "ServiceItemPage",
    "ServiceMaterial",
    "ServiceProvision",
    "ServiceRelation",
    "ServiceStandard",
    "ServiceStep",
    "ServiceVersion",
    "Shift",
    "SiteSelection",
    "StaffMember",
    "StationAssessment",
    "StationGuidance",
]
