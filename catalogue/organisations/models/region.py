"""Administrative regions, a tree by their codes."""

from typing import Any, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.coordinates import latitude_field, longitude_field

TOWN_DIGITS = 9
"""Digits of a township's code; a county's and a city's have six."""

code_form = RegexValidator(r"^\d{6}(\d{3})?$", _("A region code has six digits, a township's nine."))


class RegionQuerySet(models.QuerySet["Region"]):
    """Questions to the tree."""

    def of_site(self) -> Self:
        """Return the settings' region and everything below it."""
        from onestop.catalogue.organisations.regions import region_prefix  # noqa: PLC0415 - needs the model

        return self.filter(code__startswith=region_prefix(settings.REGION_CODE))

    def for_user(self, user: Any) -> Self:
        """Return all regions to whoever is signed in: nobody owns one."""
        return self.all() if getattr(user, "is_active", False) else self.none()

    def counties(self) -> Self:
        """Return the regions right below the settings' region: counties of a city."""
        return self.filter(parent__code=settings.REGION_CODE)


class Region(models.Model):
    """A province, city, county or township (GB/T 2260 and its nine-digit extension)."""

    code = models.CharField(_("region code"), max_length=9, unique=True, validators=[code_form])
    name = models.CharField(_("name"), max_length=60)
    short_name = models.CharField(_("short name"), max_length=30)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    longitude = longitude_field(help_text=_("Of the seat of its government."))
    latitude = latitude_field()

    objects = models.Manager.from_queryset(RegionQuerySet)()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_town(self) -> bool:
        """Tell whether it is a township or street."""
        return len(self.code) == TOWN_DIGITS
