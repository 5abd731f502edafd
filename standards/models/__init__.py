"""The register of standards (spec 2.5): records, their relations, classifications and agencies."""

from onestop.standards.models.agency import Agency
from onestop.standards.models.alias import StandardAlias
from onestop.standards.models.amendment import Amendment
from onestop.standards.models.classification import CcsClass, IcsClass
from onestop.standards.models.link import StandardLink
from onestop.standards.models.pages import StandardAttachment, StandardDirectoryPage, StandardPage
from onestop.standards.models.relation import StandardRelation
from onestop.standards.models.standard import Standard

__all__ = [
    "Agency",
    "Amendment",
    "CcsClass",
    "IcsClass",
    "Standard",
    "StandardAlias",
    "StandardAttachment",
    "StandardDirectoryPage",
    "StandardLink",
    "StandardPage",
    "StandardRelation",
]
