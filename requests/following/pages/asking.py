"""The one thing that a case asks of the enterprise now: one decision on the page, before everything else."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.requests.filing import again, tokens
from onestop.requests.following.wording import day_words
from onestop.requests.workflow.actions import Action
from onestop.requests.workflow.choices import OF_ENTERPRISE, Status

if TYPE_CHECKING:
    from onestop.requests.workflow.models import ServiceRequest

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Ask:
    """A decision: what is asked, and the address where it is answered.

    ``url`` may be the name of an action below the page; ``by_post``: pressing it begins something.
    """

    title: Text
    button: Text
    url: str
    text: Text = ""
    by_post: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    title: Text
    actions: tuple[str, ...]
    text: Text = ""


ASKED: dict[str, _Asked] = {
    Status.RETURNED: _Asked(
        gettext_lazy("Please send what is missing"),
        ("complete_gaps",),
        gettext_lazy("If nothing comes, the office may close the request; you can file it again then."),
    ),
    Status.CONSENT: _Asked(
        gettext_lazy("Do you agree that it gets your request?"),
        ("consent",),
        gettext_lazy("You see to whom and which data before you decide. You can withdraw it later."),
    ),
    Status.EXPERT: _Asked(
        gettext_lazy("May the expert read more?"),
        ("shared",),
        gettext_lazy(
            "The expert has the question without your name. If you agree to nothing more, do nothing."
        ),
    ),
    Status.WAITING: _Asked(
        gettext_lazy("Please send what we wait for"),
        ("resume", "message"),
        gettext_lazy("The clock runs again as soon as you say that it can go on."),
    ),
}
"""What is asked in a status, and the actions that answer it; the first that is offered is the button."""

Asker = Callable[["ServiceRequest"], Ask | None]
_askers: list[Asker] = []


def register(asker: Asker) -> Asker:
    """Have ``asker`` say what a case asks of its enterprise; later packages bring theirs (evaluation)."""
    _askers.append(asker)
    return asker


def ask_of(case: "ServiceRequest", offered: list[Action], base: str) -> Ask | None:
    """Return the decision on the page of ``case``, if it asks for one.

    Args:
        case: Which.
        offered: What can be done now.
        base: Path of its page, ending in a slash.
    """
    able = {action.name: action for action in offered}
    if asked := ASKED.get(case.status):
        name = next((each for each in asked.actions if each in able), "")
        if name:
            return Ask(asked.title, able[name].label, action_url(base, name), _words(asked, case))
    if refiling := _again(case):
        return refiling
    found = [each for asker in _askers if (each := asker(case))]
    if step := next((each for each in found if each.url in able), None):
        return replace(step, url=action_url(base, step.url))
    return next((each for each in found if each.url.startswith("/")), None)


def _again(case: "ServiceRequest") -> Ask | None:
    """Return the way to file again what was closed before it was served."""
    if case.status not in again.CLOSED or again.was_filed_again(case):
        return None
    return Ask(
        _("Do you still need it?"),
        _("File it again"),
        reverse("requests_again", args=[tokens.make(case)]),
        _("Everything you wrote is filled in; change what has to be, then send it."),
        by_post=True,
    )


def action_url(base: str, name: str) -> str:
    """Return the path of an action below the page of its case."""
    return f"{base}do/{name}/"


def _words(asked: _Asked, case: "ServiceRequest") -> str:
    if not asked.text:
        return _by(case)
    if case.stage in OF_ENTERPRISE and case.stage_due_on:
        over = case.stage_due_on < timezone.localdate()
        by = _("The time for it is over; you can still answer.") if over else _please_by(case.stage_due_on)
        return _("%(first)s %(second)s") % {"first": by, "second": asked.text}
    pause = case.pauses.filter(until__isnull=True).first() if case.status == Status.WAITING else None
    if pause and pause.reason:
        return _("Needed: %(reason)s %(then)s") % {"reason": pause.reason, "then": asked.text}
    return str(asked.text)


def _please_by(day: dt.date) -> str:
    return _("Please answer by the end of %(due)s.") % {"due": day_words(day)}


def _by(case: "ServiceRequest") -> str:
    if not case.stage_due_on or not case.clock_runs:
        return _("The clock stands still until then.")
    return _please_by(case.stage_due_on)
