"""Official addresses of a standard."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey


class StandardLink(models.Model):
    """官方链接: a page of an official site about the standard."""

    standard = ParentalKey("standards.Standard", on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=80)
    url = models.URLField(_("address"), max_length=500)

    class Meta:
        verbose_name = _("official link")
        verbose_name_plural = _("official links")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
