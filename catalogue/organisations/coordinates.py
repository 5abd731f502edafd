"""Places on the earth: the fields that hold them and the distance between two."""

import math
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

EARTH_KM = 6371.0


def longitude_field(**options: Any) -> "models.DecimalField[Any, Any]":
    """Return a field for a longitude, east positive, to a tenth of a metre."""
    return _degrees(_("longitude"), 180, **options)


def latitude_field(**options: Any) -> "models.DecimalField[Any, Any]":
    """Return a field for a latitude, north positive."""
    return _degrees(_("latitude"), 90, **options)


def _degrees(label: Any, most: int, **options: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(
        label,
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-most), MaxValueValidator(most)],
        **options,
    )


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two places, each longitude and latitude in degrees."""
    (east, north), (east_2, north_2) = (tuple(map(math.radians, place)) for place in (one, other))
    half = (
        math.sin((north_2 - north) / 2) ** 2
        + math.cos(north) * math.cos(north_2) * math.sin((east_2 - east) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
