"""``manage.py start``: what ``make run`` does once everything is installed."""

import logging
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from onestop.site import starting

HOST = "127.0.0.1"


class Command(BaseCommand):
    """Prepare what is missing, then serve."""

    help = "Prepares database, static files, demo content and index where needed, then serves the site."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port, and whether to stop before serving."""
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--only-prepare", action="store_true", help="do everything but serve")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare and become the server: this process is replaced by gunicorn."""
        logging.disable(logging.INFO)  # what the steps have to say, they say themselves
        if not options["only_prepare"]:
            starting.ensure_port_is_free(HOST, options["port"])
        demo_is_missing = starting.prepare_database(self.stdout.write)
        starting.collect_static_files(self.stdout.write)
        if demo_is_missing:
            starting.load_demo()
        starting.update_index(self.stdout.write)
        if not options["only_prepare"]:
            self._serve(options["port"])

    def _serve(self, port: int) -> None:
        """Replace this process by gunicorn."""
        self.stdout.write(self.style.SUCCESS(f"Open http://{HOST}:{port}/   (Ctrl+C ends it)"))
        self.stdout.flush()
        os.environ["PORT"] = str(port)  # links in messages name it
        config = settings.ROOT / "deploy" / "gunicorn" / "gunicorn.conf.py"
        command = ["-m", "gunicorn", "--config", str(config), "--bind", f"{HOST}:{port}", "onestop.site.wsgi"]
        os.execv(sys.executable, [sys.executable, *command])  # noqa: S606 - no shell, nothing from outside
