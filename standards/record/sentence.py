"""The sentence with which a standard's page begins: may I use it, since when, and if not, which one then."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from onestop.standards.choices import Status
from onestop.standards.record.loading import Named, Record

_MOST_NAMED = 3


def sentence(record: Record) -> str:
    """Return one sentence about the status, with its day and the standard to use instead."""
    standard = record.standard
    says = {
        Status.CURRENT: _current,
        Status.UPCOMING: _upcoming,
        Status.REPLACED: _replaced,
        Status.WITHDRAWN: _withdrawn,
    }.get(standard.status, _unknown)
    return says(record)


def short(standard: Any, replaced_by: Sequence[str] = ()) -> str:
    """Return what a line of a list says: the day that counts, or the successor.

    Args:
        standard: a record with its status annotated.
        replaced_by: numbers of the records that replace it.
    """
    day = standard.effective_on.isoformat() if standard.effective_on else ""
    if standard.status == Status.REPLACED:
        return (
            _("Replaced by %(others)s") % {"others": _listed(replaced_by)} if replaced_by else _("Replaced")
        )
    if standard.status == Status.WITHDRAWN:
        ended = standard.withdrawn_on
        return _("Withdrawn since %(day)s") % {"day": ended.isoformat()} if ended else _("Withdrawn")
    if not day:
        return _("Day of effect not recorded")
    if standard.status == Status.UPCOMING:
        return _("Takes effect on %(day)s") % {"day": day}
    return _("In effect since %(day)s") % {"day": day}


def _current(record: Record) -> str:
    standard = record.standard
    if not standard.effective_on:
        return _("In force according to the source; the day it took effect is not recorded.")
    values = {"day": standard.effective_on.isoformat(), "others": _listed(_names(record, record.replaces))}
    if record.replaces:
        return _("In force since %(day)s, replacing %(others)s.") % values
    return _("In force since %(day)s.") % values


def _upcoming(record: Record) -> str:
    standard, until_then = record.standard, record.current_edition
    if not standard.effective_on:
        return _("Not yet in force; the day it takes effect is not recorded.")
    values = {"day": standard.effective_on.isoformat()}
    if until_then is not None and until_then.status == Status.CURRENT:
        return _("Takes effect on %(day)s; until then %(number)s applies.") % {
            **values,
            "number": until_then.number,
        }
    return _("Takes effect on %(day)s.") % values


def _replaced(record: Record) -> str:
    others = [each.number for each in record.replaced_by]
    if not others:
        return _("Replaced; the source does not say by which standard.")
    since = record.standard.replaced_on
    if since is None:
        return _("Replaced by %(others)s.") % {"others": _listed(others)}
    return _("Replaced by %(others)s since %(day)s.") % {"others": _listed(others), "day": since.isoformat()}


def _withdrawn(record: Record) -> str:
    ended = record.standard.withdrawn_on
    if ended is None:
        return _("Withdrawn; the source does not say since when.")
    return _("Withdrawn since %(day)s, without a successor.") % {"day": ended.isoformat()}


def _unknown(_record: Record) -> str:
    return _(
        "The source does not say whether it is in force. Please check at the official site before you use it."
    )


def _names(record: Record, others: Sequence[Named]) -> list[str]:
    """Return “the edition of 2008” for an edition of the same number, the number of any other standard."""
    same = record.standard.base_key
    return [
        _("the edition of %(year)s") % {"year": other.year}
        if other.base_key == same and other.year
        else other.number
        for other in others
    ]


def _listed(names: Sequence[str]) -> str:
    shown = pgettext("between the names of a list", ", ").join(names[:_MOST_NAMED])
    left = len(names) - _MOST_NAMED
    if left <= 0:
        return shown
    return ngettext("%(names)s and %(count)d more", "%(names)s and %(count)d more", left) % {
        "names": shown,
        "count": left,
    }
