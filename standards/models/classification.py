"""The two classifications of standards: ICS (international) and CCS (Chinese)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.standards.classifications import level_of, parent_of


class Classification(models.Model):
    """A code with its names; the parent is a prefix of the code, so paths need no join."""

    code = models.CharField(_("code"), max_length=16, unique=True)
    parent_code = models.CharField(_("parent code"), max_length=16, blank=True, db_index=True, editable=False)
    level = models.PositiveSmallIntegerField(_("level"), default=1, editable=False)
    name = models.CharField(_("name"), max_length=300, blank=True)
    name_en = models.CharField(_("English name"), max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.label}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the code above and the depth that the code says."""
        self.code = self.code.strip().upper()
        self.parent_code, self.level = parent_of(self.code), level_of(self.code)
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """The Chinese name, else the English one, else nothing."""
        return self.name or self.name_en

    @property
    def path(self) -> list[str]:
        """The code and all above it, widest first, e.g. ``["03", "03.120", "03.120.10"]``."""
        raise NotImplementedError


class IcsClass(Classification):
    """A code of the International Classification for Standards, edition 7."""

    class Meta(Classification.Meta):
        verbose_name = _("ICS class")
        verbose_name_plural = _("ICS classes")

    @property
    def path(self) -> list[str]:
        """The code and all above it, widest first."""
        parts = self.code.split(".")
        return [".".join(parts[: n + 1]) for n in range(len(parts))]


class CcsClass(Classification):
    """A code of the Chinese Classification for Standards: a letter, then two digits."""

    class Meta(Classification.Meta):
        verbose_name = _("CCS class")
        verbose_name_plural = _("CCS classes")

    @property
    def path(self) -> list[str]:
        """The letter and the code."""
        return [self.code] if len(self.code) == 1 else [self.code[0], self.code]
