"""``manage.py tend_requests``: reminders, lapses, escalations by rule. Run it every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from onestop.requests.workflow.tending import tend


class Command(BaseCommand):
    help = "Does what is due by rule: escalations, reminders, lapses, archiving. Exits 1 if a rule failed."

    def handle(self, *args: Any, **options: Any) -> None:
        done = tend()
        for name, count in done.items():
            self.stdout.write(f"{name}: {'FAILED' if count is None else count}")
        if None in done.values():
            raise CommandError("A rule failed; the log says why.")
