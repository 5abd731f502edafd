"""What should have become public by itself, and may not."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page, Revision

from onestop.home.editorial.addresses import edit_url
from onestop.home.editorial.checks.pages import broken_rules
from onestop.home.editorial.finding import Finding
from onestop.home.rules import Weight

LATE = "late"


def late_pages() -> Iterator[Finding]:
    """Yield each version whose approved time has passed, with the rules that it breaks."""
    late = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in late.order_by("approved_go_live_at"):
        subject = revision.as_object()
        page = subject if isinstance(subject, Page) else None
        broken = [each for each in (broken_rules(page) if page else ()) if each.weight is Weight.ERROR]
        message = _("It was to be public at %(time)s and is not. %(why)s") % {
            "time": timezone.localtime(revision.approved_go_live_at).strftime("%Y-%m-%d %H:%M"),
            "why": " ".join(each.message for each in broken)
            or _("Publish it again; if that fails, tell whoever looks after the site."),
        }
        yield Finding(
            LATE,
            message,
            page,
            broken[0].field if broken else "",
            subject=revision.object_str,
            edit_url="" if page else edit_url(subject),
        )
