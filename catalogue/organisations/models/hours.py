"""When the doors are open: weekly hours and the days that differ."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey

from onestop.catalogue.organisations.choices import Weekday


class OpeningHours(models.Model):
    """One span of opening hours of a weekday; a lunch break makes two."""

    organisation = ParentalKey("catalogue.Organisation", on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "weekday", "opens"],
                name="opening_hours_once",
                violation_error_message=_("These hours are already there."),
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="opening_hours_close_after_opening",
                violation_error_message=_("It must close after it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{Weekday(self.weekday).label} {self.opens:%H:%M}–{self.closes:%H:%M}"


class ChangedDay(models.Model):
    """A day on which an organisation is closed or keeps other hours: a public holiday, a stock-taking."""

    organisation = ParentalKey(
        "catalogue.Organisation", on_delete=models.CASCADE, related_name="changed_days"
    )
    day = models.DateField(_("day"))
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Empty: closed that day."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=60, help_text=_("Visitors read it."))

    class Meta:
        verbose_name = _("day with other hours")
        verbose_name_plural = _("days with other hours")
        ordering = ["day", "opens"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "day", "opens"],
                name="changed_day_once",
                violation_error_message=_("This day is already there."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"

    def clean(self) -> None:
        """Refuse half a span, and one that ends before it begins."""
        super().clean()
        if bool(self.opens) != bool(self.closes):
            raise ValidationError({"closes": _("Give both times, or none when it is closed that day.")})
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("It must close after it opens.")})
