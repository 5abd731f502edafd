"""What an official site is for; the order is that of the page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LinkKind(models.TextChoices):
    """Kinds of official sites. The first four are those that clause 4.2.3.1 asks for."""

    NATIONAL = "national", pgettext_lazy("link", "National standards")
    INDUSTRY = "industry", pgettext_lazy("link", "Industry standards")
    LOCAL = "local", pgettext_lazy("link", "Local standards")
    GROUP = "group", pgettext_lazy("link", "Group standards")
    ENTERPRISE = "enterprise", pgettext_lazy("link", "Enterprise standards")
    INTERNATIONAL = "international", pgettext_lazy("link", "International standards")
    METROLOGY = "metrology", _("Metrology")
    TESTING = "testing", _("Testing bodies")
    CERTIFICATION = "certification", _("Certification and accreditation")
    EQUIPMENT = "special_equipment", _("Special equipment")
    PROPERTY = "ip", _("Intellectual property")
    QUALITY = "quality", _("Quality, brands and credit")
    LAW = "law", _("Laws and government services")


STANDARDS = (LinkKind.NATIONAL, LinkKind.INDUSTRY, LinkKind.LOCAL, LinkKind.GROUP)
"""Kinds of which clause 4.2.3.1 requires at least one link each."""
