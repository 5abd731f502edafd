"""Days on which offices work or not, where the published calendar is wrong or not out yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """One day that overrides the calendar of public holidays (放假和调休)."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("a working day"), default=False)
    name = models.CharField(
        _("why"), max_length=60, help_text=_("For example: Spring Festival, make-up day.")
    )

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"
