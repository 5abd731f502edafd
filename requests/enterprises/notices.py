"""The privacy notice in force, and who was told of it (PIPL art. 17)."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from onestop.requests.enterprises.models import Membership, NoticeReceipt, PrivacyNotice

BUILT_IN = "1"
"""Version of the notice that is shown until one has been published."""

HEADINGS = (
    ("handler", _("Who handles your data")),
    ("contact", _("How to reach us")),
    ("purpose", _("What for, and how")),
    ("kinds", _("Which data")),
    ("retention", _("How long we keep them")),
    ("sharing", _("Who else gets them")),
    ("rights", _("Your rights, and how to use them")),
)
"""The items that art. 17 names, in the order in which they are read."""


def current() -> PrivacyNotice:
    """Return the version in force today; never nothing, so that a request can always be filed."""
    return PrivacyNotice.current() or built_in()


def built_in() -> PrivacyNotice:
    """Return the notice that describes what the software itself does, unsaved."""
    return PrivacyNotice(
        version=BUILT_IN,
        valid_from=dt.date(2026, 1, 1),
        handler=str(_("The organisation that runs this platform; its name stands at the foot of each page.")),
        contact=str(_("By the telephone at the foot of each page, or at any window of the service network.")),
        purpose=str(_("To receive, answer and carry out your request, to tell you how it goes, and to ask how satisfied you were. For nothing else.")),  # noqa: E501
        kinds=str(_("Name and credit code of the enterprise, a contact person, a telephone number, an e-mail address if you give one, and what you write or attach. No identity card number.")),  # noqa: E501
        retention=str(_("As long as the request is being worked on, and then as long as the archive of service records must be kept; drafts that were not sent are deleted after seven days.")),  # noqa: E501
        sharing=str(_("Nobody, unless you agree separately: before an institution or expert gets your request we name the receiver and the data and ask you.")),  # noqa: E501
        rights=str(_("You may see, copy, correct and delete your data and withdraw each consent, in “My room”, by telephone or at a window. Refusing optional consents does not keep you from being served.")),  # noqa: E501
    )  # fmt: skip


def items(notice: PrivacyNotice) -> list[tuple[Any, str]]:
    """Return headings and texts of a notice, those that are empty left out."""
    return [(title, text) for name, title in HEADINGS if (text := getattr(notice, name))]


def must_read(user: Any) -> bool:
    """Tell whether ``user``, who acts for an enterprise, has not been told of the version in force."""
    if not Membership.objects.current().filter(user=user).exists():
        return False
    return not NoticeReceipt.objects.filter(user=user, version=current().version).exists()


def was_told(user: Any) -> bool:
    """Tell whether ``user`` was shown an earlier version."""
    return NoticeReceipt.objects.filter(user=user).exists()


def receive(user: Any, version: str) -> NoticeReceipt:
    """Write down that ``user`` was shown a version; twice is once."""
    return NoticeReceipt.objects.get_or_create(user=user, version=version)[0]
