"""What is done to many registrations at once. Each action says what came of it, and for whom not."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail.admin import messages

from onestop.home.training import attending, mailing, proving, purging, registering
from onestop.home.training.admin import rights
from onestop.home.training.choices import Place, Result
from onestop.home.training.models import Registration, TrainingSession
from onestop.home.training.querysets import MANAGE
from onestop.site.digits import numbers_of

MOST = 500
Rows = list[Registration]


class Action(NamedTuple):
    """A bulk action: its button, the right it needs, what it does; ``act`` returns a sentence."""

    name: str
    label: str | Promise
    right: str
    act: Callable[[HttpRequest, Rows], str]


def perform(request: HttpRequest) -> HttpResponse:
    """Do what was pressed with the rows that were chosen, among those the person may work with."""
    action = ACTIONS.get(request.POST.get("action", ""))
    back = HttpResponseRedirect(request.get_full_path())
    if action is None:
        messages.error(request, _("Choose what to do."))
        return back
    if not request.user.has_perm(action.right):
        raise PermissionDenied
    keys = numbers_of(request.POST.getlist("chosen"), MOST)
    rows = list(
        Registration.objects.for_user(request.user)
        .filter(pk__in=keys)
        .select_related("event", "proof")
        .prefetch_related("attendances", "event__sessions")
    )
    if not rows:
        messages.warning(request, _("Tick at least one registration first."))
        return back
    messages.success(request, action.act(request, rows))
    return back


def offered(user: Any) -> list[Action]:
    """Return the actions that ``user`` may use."""
    return [action for action in ACTIONS.values() if user.has_perm(action.right)]


def _confirm(_request: HttpRequest, rows: Rows) -> str:
    confirmed = left = 0
    for event_id in {row.event_id for row in rows}:
        done, over = registering.confirm(event_id, [row.pk for row in rows if row.event_id == event_id])
        confirmed, left = confirmed + done, left + over
    said = ngettext("%(n)s confirmed.", "%(n)s confirmed.", confirmed) % {"n": confirmed}
    if left:
        said += " " + _("%(n)s go on waiting: there are no more places.") % {"n": left}
    return said


def _cancel(_request: HttpRequest, rows: Rows) -> str:
    count = sum(registering.cancel(row) for row in rows)
    return ngettext("%(n)s cancelled.", "%(n)s cancelled.", count) % {"n": count}


def _present(request: HttpRequest, rows: Rows) -> str:
    count, early = 0, False
    for group, sessions in _by_event(request, rows):
        open_now = [session for session in sessions if attending.has_opened(session)]
        early = early or len(open_now) < len(sessions)
        count += attending.mark_all(group, open_now, request.user)
    said = ngettext("%(n)s attendance recorded.", "%(n)s attendances recorded.", count) % {"n": count}
    return f"{said} {_('Sessions to come are left out: nobody can have been there.')}" if early else said


def _absent(request: HttpRequest, rows: Rows) -> str:
    count = sum(attending.unmark_all(group, sessions) for group, sessions in _by_event(request, rows))
    return ngettext("%(n)s attendance taken back.", "%(n)s attendances taken back.", count) % {"n": count}


def _by_event(request: HttpRequest, rows: Rows) -> list[tuple[Rows, list[TrainingSession]]]:
    """Return the rows of each event with the sessions that are meant: the chosen one, else all."""
    wanted = request.POST.get("session", "")
    groups = []
    for event_id in {row.event_id for row in rows}:
        group = [row for row in rows if row.event_id == event_id]
        sessions = [each for each in group[0].event.session_list if not wanted or str(each.pk) == wanted]
        groups.append((group, sessions))
    return groups


def _result(result: Result) -> Callable[[HttpRequest, Rows], str]:
    def act(_request: HttpRequest, rows: Rows) -> str:
        confirmed = [row.pk for row in rows if row.place == Place.CONFIRMED]
        count = Registration.objects.filter(pk__in=confirmed).update(result=result)
        return ngettext("Result noted for %(n)s.", "Result noted for %(n)s.", count) % {"n": count}

    return act


def _prove(request: HttpRequest, rows: Rows) -> str:
    given, refused = proving.issue_all(rows, request.user)
    said = ngettext("%(n)s has a proof now.", "%(n)s have a proof now.", given) % {"n": given}
    for name, count in refused.items():
        said += " " + _("%(n)s without: %(reason)s") % {"n": count, "reason": proving.reason(name)}
    return said


def _invite(_request: HttpRequest, rows: Rows) -> str:
    confirmed = [row.pk for row in rows if row.place == Place.CONFIRMED]
    sent = mailing.owe(confirmed, mailing.FEEDBACK)
    return _("%(n)s asked by e-mail; the others gave no address.") % {"n": sent}


def _resend(_request: HttpRequest, rows: Rows) -> str:
    count = mailing.owe_again([row.pk for row in rows])
    return ngettext("%(n)s e-mail is sent again.", "%(n)s e-mails are sent again.", count) % {"n": count}


def _told(_request: HttpRequest, rows: Rows) -> str:
    count = mailing.told([row.pk for row in rows])
    return ngettext("%(n)s told by telephone.", "%(n)s told by telephone.", count) % {"n": count}


def _forget(_request: HttpRequest, rows: Rows) -> str:
    for row in rows:
        registering.cancel(row)  # a place without a name would be nobody's, and lost to the waiting list
    count = purging.forget([row.pk for row in rows])
    return ngettext(
        "Personal data of %(n)s registration deleted.", "Personal data of %(n)s registrations deleted.", count
    ) % {"n": count}


_ALL = (
    Action("confirm", gettext_lazy("Confirm from the waiting list"), MANAGE, _confirm),
    Action("present", gettext_lazy("Record as present"), MANAGE, _present),
    Action("absent", gettext_lazy("Take the attendance back"), MANAGE, _absent),
    Action("passed", gettext_lazy("Assessment: passed"), MANAGE, _result(Result.PASSED)),
    Action("failed", gettext_lazy("Assessment: not passed"), MANAGE, _result(Result.FAILED)),
    Action("prove", gettext_lazy("Issue proofs"), rights.PROVE, _prove),
    Action("invite", gettext_lazy("Ask for feedback by e-mail"), MANAGE, _invite),
    Action("told", gettext_lazy("Told by telephone"), MANAGE, _told),
    Action("resend", gettext_lazy("Send again what could not be sent"), MANAGE, _resend),
    Action("cancel", gettext_lazy("Cancel the registration"), MANAGE, _cancel),
    Action("forget", gettext_lazy("Delete the personal data (on request)"), MANAGE, _forget),
)
ACTIONS = {action.name: action for action in _ALL}


def list_url(event_id: int) -> str:
    """Return the register narrowed down to one event."""
    return f"{reverse('training_registrations_modeladmin_index')}?event={event_id}"
