"""The last number given out on a day."""

from django.db import models


class NumberCounter(models.Model):
    """One row a day, locked while a number is given out, so that none is missing and none is twice."""

    day = models.DateField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}: {self.last}"
