"""The line of editions, in the form that the component ``years`` prints."""

from typing import Any

from django.utils.translation import gettext as _

from onestop.standards.choices import Status
from onestop.standards.record.loading import Record


def years(record: Record) -> list[dict[str, Any]]:
    """Return the editions of the number, oldest first; one without a year goes by its number."""
    return [_year(each, record) for each in record.editions]


def _year(edition: Any, record: Record) -> dict[str, Any]:
    own = edition.pk == record.standard.pk
    line: dict[str, Any] = {
        "title": str(edition.year or edition.number),
        "url": "" if own else edition.get_absolute_url(),
        "now": edition.status == Status.CURRENT,
        "next": edition.status == Status.UPCOMING,
        # A key that is not there takes the template longer than all the others.
        "text": "",
        "state": "",
    }
    if edition.status == Status.CURRENT and edition.effective_on:
        line["text"] = _("In effect since %(day)s") % {"day": edition.effective_on.isoformat()}
    elif edition.status == Status.UPCOMING and edition.effective_on:
        line["text"] = _("Takes effect on %(day)s") % {"day": edition.effective_on.isoformat()}
    else:
        line |= {"state": edition.status, "state_text": Status(edition.status).label}
    return line
