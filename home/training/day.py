"""What training puts on the desk of those who work on it."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.home.training.models import OwedMail
from onestop.home.training.querysets import MANAGE
from onestop.site.desk.tasks import Task, Urgency


def tasks(request: HttpRequest) -> Iterator[Task]:
    """Yield who is to be told by telephone about an event that lies ahead: no address, or none that works."""
    if not request.user.has_perm(MANAGE):
        return
    failed = OwedMail.objects.failed().filter(registration__event__ends_at__gte=timezone.now())
    if count := failed.values("registration").distinct().count():
        yield Task(
            title=_("Telephone participants of training whom no e-mail reaches"),
            url=f"{reverse('training_registrations_modeladmin_index')}?mail=failed",
            urgency=Urgency.TODAY,
            count=count,
        )
