"""Where something is edited in the admin."""

from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder


def edit_url(subject: Any) -> str:
    """Return the address at which ``subject`` is edited, empty if the admin has none."""
    return AdminURLFinder().get_edit_url(subject) or ""
