"""The words of a notice: the newest version of its template, or the default of the table."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from onestop.requests.filing import tokens
from onestop.requests.following.models import Notification, NotificationTemplate
from onestop.requests.following.models.notices import Channel, To
from onestop.requests.following.notices.table import KINDS
from onestop.requests.workflow.models import ServiceRequest


@dataclass(frozen=True, slots=True)
class Words:
    """What is sent."""

    subject: str
    text: str
    link: str


def newest(kind: str) -> NotificationTemplate | None:
    """Return the version in force of the words of ``kind``; ``None``: the default."""
    return NotificationTemplate.objects.filter(kind=kind).order_by("-version").first()


def of_notice(notice: Notification) -> Words:
    """Return what ``notice`` says, as it goes out now."""
    case, kind, template = notice.case, KINDS[notice.kind], notice.template
    link = absolute(notice.link or link_for(case, notice.to, has_account=notice.user_id is not None))
    subject = template.subject if template else str(kind.subject)
    text = template.text if template else str(kind.text)
    if notice.channel == Channel.SMS:
        text = template.short if template else str(kind.short or kind.text)
    values = values_of(case, link)
    return Words(fill(subject, values), fill(text, values), link)


def line_of(notification: Notification) -> str:
    """Return the line that the platform itself shows."""
    template = notification.template
    subject = template.subject if template else str(KINDS[notification.kind].subject)
    return fill(subject, values_of(notification.case, ""))


def values_of(case: ServiceRequest, link: str) -> dict[str, str]:
    """Return what the placeholders stand for."""
    return {
        "number": case.number or "",
        "item": case.item_title or _("Quality service"),
        "link": link,
        "due": case.stage_due_on.isoformat() if case.stage_due_on else "—",
        "site": settings.WAGTAIL_SITE_NAME,
    }


def fill(text: str, values: dict[str, Any]) -> str:
    """Put ``values`` in the place of their names; anything else in braces stays as it is."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def link_for(case: ServiceRequest, to: str, *, has_account: bool) -> str:
    """Return the path of the page of ``case`` for whom is told: the room, the signed link, or the desk."""
    if to == To.ENTERPRISE:
        return reverse("requests_my_case", args=[case.number]) if has_account else tokens.case_url(case)
    try:
        return reverse("requests_case_desk", args=[case.number])
    except NoReverseMatch:  # the desks are another package, to the right
        return reverse("wagtailadmin_home")


def absolute(path: str) -> str:
    """Return the full address of a path of the site."""
    return settings.WAGTAILADMIN_BASE_URL + path
