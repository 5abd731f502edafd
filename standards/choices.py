"""The closed lists of the register, named as spec/standards.md 2.1, 2.4 and 2.5 name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StandardClass(models.TextChoices):
    """标准类别: who issues the standard and for whom."""

    NATIONAL = "national", _("National standard")
    INDUSTRY = "industry", _("Industry standard")
    LOCAL = "local", _("Local standard")
    GROUP = "group", _("Group standard")
    ENTERPRISE = "enterprise", _("Enterprise standard")
    METROLOGY = "metrology", _("Metrology regulation")
    EQUIPMENT = "equipment", _("Special equipment regulation")
    INTERNATIONAL = "international", _("International or foreign standard")
    PLAN = "plan", _("Standard plan")
    OTHER = "other", _("Other")


class Nature(models.TextChoices):
    """标准性质: how far the standard binds."""

    MANDATORY = "mandatory", _("Mandatory")
    RECOMMENDED = "recommended", _("Recommended")
    GUIDANCE = "guidance", _("Guidance document")


class Status(models.TextChoices):
    """标准状态 as the public reads it; derived from dates and edges, see ``StandardQuerySet.with_status``."""

    CURRENT = "current", _("In force")
    UPCOMING = "upcoming", _("Not yet in force")
    REPLACED = "replaced", _("Replaced")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    UNKNOWN = "unknown", _("Status not known")


ENDED = (Status.REPLACED, Status.WITHDRAWN)


class RelationKind(models.TextChoices):
    """Kinds of directed edges between standards (spec 2.5)."""

    REPLACES = "replaces", _("Replaces")
    REPLACED_BY = "replaced_by", _("Replaced by")
    ADOPTS = "adopts", _("Adopts")
    CITES = "cites", _("Cites")
    AMENDS = "amends", _("Amends")


class Extent(models.TextChoices):
    """How much of the target a ``replaces`` edge replaces."""

    FULL = "full", _("Completely")
    PART = "part", _("In part")


class Degree(models.TextChoices):
    """一致性程度 of an ``adopts`` edge; IDT and MOD count as adoption, NEQ does not, EQV is the old form."""

    IDT = "IDT", _("identical (IDT)")
    MOD = "MOD", _("modified (MOD)")
    NEQ = "NEQ", _("not equivalent (NEQ)")
    EQV = "EQV", _("equivalent (EQV)")


class Origin(models.TextChoices):
    """Where an edge comes from: a source or an editor said it, or a newer edition implies it."""

    STATED = "stated", _("Stated by the source")
    INVERSE = "inverse", _("Stated by the replaced standard")
    NUMBER = "number", _("Inferred from a newer edition of the same number")


class TextPolicy(models.TextChoices):
    """版权/全文策略: what of the text this site may show."""

    LINK = "link", _("Link to the official text")
    CATALOGUE = "catalogue", _("Catalogue only")
    FULL = "full", _("Full text may be read here")
