"""What each publication of a guide changed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceVersion(models.Model):
    """One published version of an item; its revision keeps every word of it."""

    item = models.ForeignKey(
        "catalogue.ServiceItemPage",
        on_delete=models.CASCADE,
        related_name="versions",
        verbose_name=_("service item"),
    )
    number = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"))
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a service guide")
        verbose_name_plural = _("versions of service guides")
        ordering: ClassVar = ["-number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="guide_version_once")]

    def __str__(self) -> str:
        return f"{self.item} {self.number}"
