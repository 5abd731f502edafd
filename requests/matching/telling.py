"""What an institution without an account told the office: who said it, how and when (clause 4.3.3.2)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from onestop.requests.matching.models import Match, Way
from onestop.requests.workflow.moving import Refused

LONGEST_NAME = 60


class Told(NamedTuple):
    """Who of an institution told something, by which way and when."""

    by: str
    way: str
    at: dt.datetime


def read(data: Mapping[str, Any], match: Match) -> Told:
    """Return what ``data`` says of it.

    Raises:
        Refused: Something is missing, or lies before the institution was asked; a message a field.
    """
    by, way = str(data.get("told_by") or "").strip(), str(data.get("told_way") or "")
    at = data.get("told_at") or timezone.now()
    faults = {}
    if not by:
        faults["told_by"] = [_("Write who at the institution said so.")]
    if way not in Way.values:
        faults["told_way"] = [_("Say how it was told.")]
    if at > timezone.now():
        faults["told_at"] = [_("This is still to come; write it down when it has happened.")]
    elif match.asked_at and at < match.asked_at.replace(second=0, microsecond=0):
        faults["told_at"] = [_("This lies before the institution was asked.")]
    if faults:
        raise Refused(faults)
    return Told(by[:LONGEST_NAME], way, at)


def in_words(told: Told) -> str:
    """Return it as the parties read it: without the name, which the office keeps."""
    words = _("Written down by the office for the institution: told %(way)s, %(when)s.")
    when = f"{timezone.localtime(told.at):%Y-%m-%d %H:%M}"
    return words % {"way": Way(told.way).label, "when": when}
