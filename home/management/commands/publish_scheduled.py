"""``manage.py publish_scheduled``: publish and end what is due, each by itself."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Page, Revision

from onestop.home.editorial.checking import keep
from onestop.home.editorial.checks.late import LATE, late_pages

logger = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    """Wagtail's stops at the first page that breaks a rule, which then has lost its time for good."""

    help = "Publish what is due and take down what has ended; one that cannot be done keeps no other from it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is due, or only list it."""
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        for name, act in (*_ending(), *_beginning()):
            try:
                with transaction.atomic():
                    act()
            except Exception as problem:  # noqa: BLE001 - whatever it is, the others are due as well
                # All is as it was before, so the next minute tries again.
                logger.warning("%s: %s", name, problem)
        keep(list(late_pages()), LATE)


def _ending() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield how to take down each thing whose end has come."""
    models = [each for each in apps.get_models() if issubclass(each, DraftStateMixin)]
    for model in [Page, *(each for each in models if not issubclass(each, Page))]:
        for over in model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at"):
            yield (
                str(over),
                partial(over.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled"),
            )


def _beginning() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield how to publish each revision whose time has come."""
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by(
        "approved_go_live_at"
    ):
        yield revision.object_str, partial(revision.publish, log_action="wagtail.publish.scheduled")
