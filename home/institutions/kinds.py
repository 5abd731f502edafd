"""The documents that clause 4.1.3 lets one expect: a checklist."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a document of the institution regulates."""

    WINDOW = "window", _("Service at the window")
    FIRST = "first", _("Responsibility of who is asked first")
    ONCE = "once", _("Telling everything at once")
    LIMITS = "limits", _("Doing it in time")
    EXPERTS = "experts", _("Managing the experts")
    PROVIDERS = "providers", _("Managing the providers")
    VISITS = "visits", _("Visits and follow-up calls")
    SUPERVISION = "supervision", _("Supervision of quality and rectification")
    EVALUATION = "evaluation", _("Evaluation of the service")
    COMPLAINTS = "complaints", _("Complaints and disputes")
    SECRECY = "secrecy", _("Archives and confidentiality")
    DISCLOSURE = "disclosure", _("Disclosure of information")
    OTHER = "other", _("Further rules")


EXPECTED = tuple(kind for kind in Kind if kind is not Kind.OTHER)
"""The kinds that must be there."""
