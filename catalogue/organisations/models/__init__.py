"""Models of the network."""

from onestop.catalogue.organisations.models.facility import Facility
from onestop.catalogue.organisations.models.guidance import StationAssessment, StationGuidance
from onestop.catalogue.organisations.models.hours import ChangedDay, OpeningHours
from onestop.catalogue.organisations.models.laboratory import Equipment, Laboratory
from onestop.catalogue.organisations.models.network_page import NetworkPage
from onestop.catalogue.organisations.models.organisation import Organisation
from onestop.catalogue.organisations.models.qualification import CapabilityScope, Qualification
from onestop.catalogue.organisations.models.region import Region
from onestop.catalogue.organisations.models.site_selection import SiteSelection
from onestop.catalogue.organisations.models.staff import Shift, StaffMember

__all__ = [
    "CapabilityScope",
    "ChangedDay",
    "Equipment",
    "Facility",
    "Laboratory",
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
