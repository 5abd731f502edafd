"""``manage.py send_training_mail``: try again what participants of training could not be told by e-mail."""

from typing import Any

from django.core.management.base import BaseCommand

from onestop.home.training import mailing
from onestop.home.training.models import OwedMail


class Command(BaseCommand):
    help = "Send the mails to participants that are due: after a failure, after a crash, without a worker."

    def handle(self, *args: Any, **options: Any) -> None:
        tried = mailing.send_batch()
        left = OwedMail.objects.count()
        self.stdout.write(f"mails tried: {tried}, not sent: {left}")
