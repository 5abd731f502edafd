"""What an outlet has to show: a large, local enterprise with many quality elements (4.1.1.4)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.catalogue.organisations.choices import Element, Scale
from onestop.catalogue.organisations.credit_code import validate_credit_code


class ElementsField(models.JSONField):
    """Some of the quality elements, ticked in a form, kept as a list of their values."""

    def formfield(self, **kwargs: Any) -> Any:
        """Return boxes to tick."""
        return forms.MultipleChoiceField(
            choices=Element.choices,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
        )

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what is no element."""
        super().validate(value, model_instance)
        if not isinstance(value, list) or not set(value) <= set(Element.values):
            raise ValidationError(_("Choose from the list of quality elements."), code="elements")


class EnterpriseData(models.Model):
    """The enterprise at which an outlet stands."""

    enterprise_name = models.CharField(_("name of the enterprise"), max_length=120, blank=True)
    enterprise_credit_code = models.CharField(
        _("credit code of the enterprise"), max_length=18, blank=True, validators=[validate_credit_code]
    )
    enterprise_region = models.ForeignKey(
        "catalogue.Region",
        verbose_name=_("region of the enterprise"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    enterprise_scale = models.CharField(
        _("scale of the enterprise"), max_length=6, choices=Scale.choices, blank=True
    )
    quality_elements = ElementsField(_("quality elements"), default=list, blank=True)
    key_enterprise_basis = models.CharField(
        _("why it is a key enterprise"),
        max_length=200,
        blank=True,
        help_text=_("The list or document that names it, with number and date."),
    )
    contact_is_public = models.BooleanField(
        _("the enterprise agrees that telephone and address are shown"), default=False
    )

    class Meta:
        abstract = True

    def elements(self) -> list[str]:
        """Return the names of the quality elements in the order of the list."""
        return [str(Element(value).label) for value in Element.values if value in self.quality_elements]
