"""Times in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def days_text(days: int | None, *, instant: bool = False) -> str:
    """Return a promised time in words; empty if it is not known."""
    if instant or days == 0:
        return _("Done while you wait")
    if days is None:
        return ""
    return ngettext("%(days)d working day", "%(days)d working days", days) % {"days": days}
