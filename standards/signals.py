"""The one thing that only a signal tells: a record is deleted, also in bulk."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from onestop.standards import services
from onestop.standards.models import Standard


@receiver(pre_delete, sender=Standard, dispatch_uid="standards.remember_neighbours")
def remember_neighbours(instance: Standard, **_kwargs: Any) -> None:
    """Remember, while the edges are still there, what depends on the record."""
    instance.left_behind = services.neighbours({instance.pk})


@receiver(post_delete, sender=Standard, dispatch_uid="standards.touch_neighbours")
def touch_neighbours(instance: Standard, **_kwargs: Any) -> None:
    """Bring the records up to date that the deleted one leaves behind."""
    services.touch(instance.left_behind)
