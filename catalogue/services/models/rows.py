"""The tables of a service item: materials, steps, standards, related items."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel, Panel
from wagtail.models import Orderable

from onestop.catalogue.services.choices import Form, Need, Who
from onestop.standards import numbers
from onestop.standards.models.keys import NamesANumber

ITEM = "catalogue.ServiceItemPage"
MOST_DAYS = 365


def _document(label: Any, help_text: Any) -> Any:
    return models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=label,
        help_text=help_text,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )


class ServiceMaterial(Orderable):
    """A material to hand in (申请材料)."""

    item = ParentalKey(ITEM, on_delete=models.CASCADE, related_name="materials")
    name = models.CharField(_("name of the material"), max_length=80)
    form = models.CharField(_("original or copy"), max_length=10, choices=Form, default=Form.COPY)
    copies = models.PositiveSmallIntegerField(
        _("number of copies"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    need = models.CharField(_("required or not"), max_length=10, choices=Need, default=Need.REQUIRED)
    note = models.CharField(
        _("remark"), max_length=200, blank=True, help_text=_("When it is needed, what it must show.")
    )
    blank_text = models.TextField(
        _("blank form as text"),
        blank=True,
        help_text=_("A short form of our own, a line for each entry; visitors print it or copy it."),
    )
    sample_text = models.TextField(
        _("filled-in sample as text"),
        blank=True,
        help_text=_("The lines of the blank form with what one might write; no real persons."),
    )
    blank_file = _document(_("blank form"), _("The form as a file; it comes before the text."))
    sample_file = _document(_("filled-in sample"), _("Shows how it is filled in; no real persons."))

    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("form"), FieldPanel("copies"), FieldPanel("need")]),
        FieldPanel("note"),
        FieldRowPanel([FieldPanel("blank_text"), FieldPanel("sample_text")]),
        FieldRowPanel([FieldPanel("blank_file"), FieldPanel("sample_file")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def __str__(self) -> str:
        return self.name

    def form_lines(self, *, filled: bool = False) -> list[str]:
        """Return the lines of the blank form or of its sample, without those at its ends that say nothing."""
        return (self.sample_text if filled else self.blank_text).strip().splitlines()


class ServiceStep(Orderable):
    """A step of the way (办理环节): who does it and how long it takes."""

    item = ParentalKey(ITEM, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(_("name of the step"), max_length=30)
    who = models.CharField(_("who does it"), max_length=10, choices=Who, default=Who.WINDOW)
    days = models.PositiveSmallIntegerField(
        _("working days"),
        default=0,
        validators=[MaxValueValidator(MOST_DAYS)],
        help_text=_("0 where no clock runs: what the visitor does, transport, waiting for an event."),
    )
    text = models.CharField(_("what happens"), max_length=300, blank=True)

    panels: ClassVar[list[Panel]] = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("who"), FieldPanel("days")]),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self) -> str:
        return self.name

    @property
    def is_yours(self) -> bool:
        """Tell whether the visitor does it."""
        return self.who == Who.ENTERPRISE


class ServiceStandard(NamesANumber, Orderable):
    """A standard that the service works with, by its number: without a year the edition in force is meant."""

    item = ParentalKey(ITEM, on_delete=models.CASCADE, related_name="standards")
    number = models.CharField(
        _("standard number"),
        max_length=120,
        help_text=_("With its year if one edition is meant, without it if always the edition in force."),
    )
    full_key = models.CharField(max_length=160, editable=False, blank=True)
    base_key = models.CharField(max_length=140, editable=False, blank=True, db_index=True)
    dated = models.BooleanField(editable=False, default=False)

    panels: ClassVar[list[Panel]] = [FieldPanel("number")]

    class Meta(Orderable.Meta):
        verbose_name = _("standard of a service")
        verbose_name_plural = _("standards of a service")

    def __str__(self) -> str:
        return self.number

    def set_keys(self, parsed: numbers.Number | None) -> None:
        """Take over the keys of the number, its normal form and whether it names one edition."""
        if parsed:
            self.number = numbers.display(parsed)
            self.full_key, self.base_key = parsed.full_key, parsed.base_key
            self.dated = bool(parsed.year)


class ServiceRelation(Orderable):
    """Another item that people who come here often need as well."""

    item = ParentalKey(ITEM, on_delete=models.CASCADE, related_name="related")
    other = models.ForeignKey(
        ITEM, verbose_name=_("service item"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar[list[Panel]] = [PageChooserPanel("other", ITEM)]

    class Meta(Orderable.Meta):
        verbose_name = _("related item")
        verbose_name_plural = _("related items")

    def __str__(self) -> str:
        return str(self.other)

    def clean(self) -> None:
        """Refuse an item as its own neighbour."""
        super().clean()
        if self.other_id and self.other_id == self.item_id:
            raise ValidationError({"other": _("This is the item itself; choose another one.")})
