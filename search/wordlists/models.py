"""Words that editors tell the search about."""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from onestop.search.analysis import normalise

_SEPARATORS = re.compile(r"[,，、;；\n]+")


class WordList(models.Model):
    """A group of words of equal meaning, or of words that say nothing about what is looked for."""

    class Kind(models.TextChoices):
        """What the search does with the words."""

        EQUAL = "equal", _("mean the same")
        IGNORED = "ignored", _("are passed over")

    kind = models.CharField(_("these words"), max_length=10, choices=Kind, default=Kind.EQUAL)
    words = models.TextField(
        _("words"), help_text=_("One a line, or with commas between. Example: 秤，衡器，电子秤")
    )
    note = models.CharField(_("remark on it"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("words of the search")
        verbose_name_plural = _("words of the search")
        ordering: ClassVar[list[str]] = ["kind", "pk"]

    def __str__(self) -> str:
        return "、".join(self.as_list())[:80]

    def as_list(self) -> list[str]:
        """Return the words in normal form, each once."""
        parts = (normalise(part) for part in _SEPARATORS.split(self.words))
        return list(dict.fromkeys(filter(None, parts)))

    def clean(self) -> None:
        """Refuse a group that would have no effect."""
        count = len(self.as_list())
        if self.kind == self.Kind.EQUAL and count == 1:
            raise ValidationError({"words": _("Name at least two words that mean the same.")})
