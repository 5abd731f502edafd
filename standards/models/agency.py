"""Agencies: who proposes, manages, issues or administers a standard."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Agency(models.Model):
    """A body named in a record as 主管部门, 归口单位, 提出单位 or 发布单位."""

    name = models.CharField(_("name"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
