"""Other numbers of a record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey

from onestop.standards import numbers
from onestop.standards.models.keys import NamesANumber


class StandardAlias(NamesANumber):
    """A further number that leads to the record: the second half of a 双编号, or an old number."""

    standard = ParentalKey("standards.Standard", on_delete=models.CASCADE, related_name="aliases")
    number = models.CharField(_("number"), max_length=120)
    full_key = models.CharField(max_length=160, editable=False, db_index=True, blank=True)
    base_key = models.CharField(max_length=140, editable=False, db_index=True, blank=True)
    loose_key = models.CharField(max_length=140, editable=False, db_index=True, blank=True)

    class Meta:
        verbose_name = _("other number")
        verbose_name_plural = _("other numbers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "number"], name="alias_once_a_standard"),
        ]

    def __str__(self) -> str:
        return self.number

    def set_keys(self, parsed: numbers.Number | None) -> None:
        """Take over the keys of the number and print it in its normal form."""
        if parsed:
            self.number = numbers.display(parsed)
            self.full_key, self.base_key = parsed.full_key, parsed.base_key
            self.loose_key = parsed.loose_key
