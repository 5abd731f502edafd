"""The closed lists of the policy library."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Who made the rule, highest first."""

    LAW = "law", _("Law")
    REGULATION = "regulation", _("Administrative regulation")
    LOCAL = "local", _("Local regulation")
    RULE = "rule", _("Departmental rule")
    DOCUMENT = "document", _("Normative document")


class Validity(models.TextChoices):
    """Whether the text counts."""

    VALID = "valid", _("In force")
    UPCOMING = "upcoming", _("Coming")
    REVISED = "revised", _("Revised")
    REPEALED = "repealed", _("Repealed")


STATED = [Validity.VALID, Validity.REVISED, Validity.REPEALED]
"""What an editor can say; 即将施行 follows from the day of effect."""
ENDED = frozenset({Validity.REVISED, Validity.REPEALED})
"""What nobody may rely on any more."""
BADGES = {
    Validity.VALID: "current",
    Validity.UPCOMING: "upcoming",
    Validity.REVISED: "replaced",
    Validity.REPEALED: "withdrawn",
}
