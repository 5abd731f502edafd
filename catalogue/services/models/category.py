"""The nine categories of chapter 4.2."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel

ICONS = [
    ("easel", _("Board")),
    ("cycle", _("Circle of arrows")),
    ("ruler", _("Ruler")),
    ("scales", _("Scales")),
    ("flask", _("Flask")),
    ("crane", _("Crane")),
    ("seal", _("Seal")),
    ("bulb", _("Light bulb")),
    ("message", _("Speech bubble")),
    ("document", _("Sheet")),
    ("star", _("Star")),
]
"""Drawings of ``icons.svg`` that can stand for a category."""

code_form = RegexValidator(r"^\d+(\.\d+){2}$", _("A category has the number of a clause, for example 4.2.5."))


class ServiceCategory(models.Model):  # type: ignore[django-manager-missing]  # of the pages in it
    """A category of services. Its code is its clause, by which items find it."""

    code = models.CharField(
        _("clause"),
        max_length=12,
        unique=True,
        validators=[code_form],
        help_text=_("Number of the clause, for example 4.2.5. Items of 4.2.5.1 belong to it."),
    )
    name = models.CharField(_("name"), max_length=30)
    slug = models.SlugField(_("word in the address"), max_length=40, unique=True)
    intro = models.CharField(
        _("in one sentence"), max_length=120, blank=True, help_text=_("What an enterprise can get done here.")
    )
    icon = models.CharField(_("icon"), max_length=12, choices=ICONS, default="document")
    order = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("The lowest number stands first.")
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("slug")]),
        FieldPanel("intro"),
        FieldRowPanel([FieldPanel("icon"), FieldPanel("order")]),
    ]

    class Meta:
        verbose_name = _("service category")
        verbose_name_plural = _("service categories")
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name
