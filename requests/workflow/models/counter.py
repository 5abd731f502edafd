"""The last number given out on a day."""

from django.db import models


class NumberCounter(models.Model):
    """One row a series and day, locked while a number is given out: none is missing, none is twice."""

    series = models.CharField(max_length=6)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "day"], name="one_counter_a_series_and_day")]

    def __str__(self) -> str:
        return f"{self.series} {self.day:%Y-%m-%d}: {self.last}"
