"""The closed lists of the expert pool."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where somebody is on the way into the pool and out of it (clause 4.1.2.1)."""

    APPLIED = "applied", _("Applied or recommended")
    REVIEWING = "reviewing", _("Under review")
    REFUSED = "refused", _("Not admitted")
    POOL = "pool", _("In the pool")
    OUT = "out", _("Left the pool")


class Origin(models.TextChoices):
    """How somebody came to the pool."""

    APPLIED = "applied", _("own application")
    RECOMMENDED = "recommended", _("recommended")


class CompetenceKind(models.TextChoices):
    """What an expert knows well."""

    STANDARD = "standard", _("Standard")
    LAW = "law", _("Law or regulation")
