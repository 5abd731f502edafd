"""The number of a standard and the keys by which it is found (spec 2.2), as columns."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.standards import numbers


def read_number(text: str) -> numbers.Number:
    """Return ``text`` as a number with its code.

    Raises:
        ValidationError: with words for an editor, if it is not one.
    """
    parsed = numbers.parse(text)
    if parsed is None or parsed.bare:
        raise ValidationError(
            _("“%(text)s” is not a standard number we can read. Write it as printed, e.g. GB/T 19012—2019."),
            code="unreadable_number",
            params={"text": text},
        )
    return parsed


class NumberKeys(models.Model):
    """The number as printed with every key that follows from it; written by ``set_number`` only."""

    number = models.CharField(
        _("standard number"),
        max_length=120,
        help_text=_("As printed, e.g. GB/T 19012—2019. Any dash, width or case will do."),
    )
    code = models.CharField(max_length=40, editable=False)
    code_class = models.CharField(max_length=40, editable=False, db_index=True)
    serial = models.CharField(max_length=60, editable=False)
    part = models.CharField(max_length=40, editable=False, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), editable=False, null=True)
    full_key = models.CharField(max_length=160, editable=False, unique=True)
    base_key = models.CharField(max_length=140, editable=False, db_index=True)
    loose_key = models.CharField(max_length=140, editable=False, db_index=True)
    family_key = models.CharField(max_length=120, editable=False, db_index=True)
    slug = models.SlugField(max_length=180, editable=False, unique=True, allow_unicode=True)
    sort_key = models.BigIntegerField(editable=False, default=0)
    key_version = models.PositiveSmallIntegerField(editable=False, default=numbers.KEY_VERSION)

    class Meta:
        abstract = True

    def set_number(self, parsed: numbers.Number) -> None:
        """Take over a number: its printed form and its keys, without amendment and second number."""
        own = parsed.parent
        self.number = numbers.display(own)
        self.code, self.code_class = own.code, own.code_class
        self.serial, self.part = own.number, own.part
        self.year = int(own.year) if own.year else None
        self.full_key, self.base_key = own.full_key, own.base_key
        self.loose_key, self.family_key = own.loose_key, own.family_key
        self.slug, self.sort_key = own.slug, own.sort_key
        self.key_version = numbers.KEY_VERSION


class NamesANumber(models.Model):
    """A row that names a standard by its number; the field to read is ``named_by``."""

    named_by = "number"

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the keys of the number as it reads now."""
        self.set_keys(numbers.parse(getattr(self, self.named_by)))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse, beside its field, a number that cannot be read."""
        super().clean()
        try:
            self.set_keys(read_number(getattr(self, self.named_by)))
        except ValidationError as error:
            raise ValidationError({self.named_by: error}) from error

    def set_keys(self, parsed: numbers.Number | None) -> None:
        """Take over the keys of the number, or none if it cannot be read."""
        raise NotImplementedError
