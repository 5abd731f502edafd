"""``manage.py load_demo``: demo content and one account a role, brought by each app through ``LOAD_DEMO``."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from onestop.search import outbox
from onestop.site import hooks


class Command(BaseCommand):
    """Load what is missing; run again, it changes nothing."""

    help = "Demo content and one account a role. Never runs with production settings."

    def handle(self, *args: Any, **options: Any) -> None:
        """Call every app's part in its order."""
        production = os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".production")
        if production or not settings.LOAD_DEMO_ALLOWED:
            raise CommandError("load_demo does not run with production settings: it creates accounts.")
        with _quiet("onestop.search.outbox"), outbox.held_back():
            for _nothing in hooks.collect(hooks.LOAD_DEMO, self.stdout.write):
                pass
        self.stdout.write("demo content is in place")


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Let a logger say warnings only: at the first load there is no index yet to send what is written to."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(level)
