"""What only a signal tells: a guide has been published, by whatever way."""

from typing import Any

from django.dispatch import receiver

from wagtail.signals import page_published

from onestop.catalogue.services.models import ServiceItemPage
from onestop.catalogue.services.publishing import keep_version


@receiver(page_published, sender=ServiceItemPage, dispatch_uid="catalogue.keep_version")
def published(instance: ServiceItemPage, **kwargs: Any) -> None:
    """Keep what has been published as a version."""
    keep_version(instance, kwargs.get("revision"))
