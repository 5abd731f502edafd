"""What following attaches to the workflow: steps of people, what follows from events, what time brings."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from onestop.requests.enterprises import consents, rights, rooms
from onestop.requests.following import notifying
from onestop.requests.following.contact import (
    calls,
    consenting,
    extending,
    forms,
    log,
    messages,
    silence,
    supervising,
    urging,
)
from onestop.requests.following.models import CallBack
from onestop.requests.following.models.calls import CallOutcome, Why
from onestop.requests.following.models.notices import To
from onestop.requests.following.pages import documents, mine
from onestop.requests.workflow import actions, events, tending
from onestop.requests.workflow.actions import Action
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import Event, ServiceRequest

actions.register(
    Action("message", messages.send, forms.MessageForm, 10, _("Your message is with the others.")),
    Action(
        "urged",
        urging.urge,
        forms.UrgeForm,
        20,
        _("The office has it on its desk."),
        when=urging.can_urge,
        why_not=urging.why_not,
    ),
    Action("explained", log.explain, forms.ContactForm, 21, _("Written down; the parties can read it.")),
    Action("coordinated", log.coordinate, forms.ContactForm, 22, _("Written down; the parties can read it.")),
    Action("contacted", log.contact, forms.ContactForm, 20, _("Written down; the parties can read it.")),
    Action("noted", log.note, forms.NoteForm, 60, _("Written down for your colleagues.")),
    Action(
        "supervised",
        supervising.supervise,
        forms.SuperviseForm,
        12,
        _("The office has it on its desk and has been told."),
        when=supervising.can_supervise,
    ),
    Action(
        "extended",
        extending.extend,
        forms.ExtendForm,
        50,
        _("The time is extended; the enterprise is told."),
        when=extending.can_extend,
        why_not=extending.why_not,
    ),
    Action(
        "called_back",
        calls.record,
        forms.CallBackForm,
        5,
        _("Written down."),
        when=calls.can_call,
        why_not=calls.why_not,
    ),
)

rights.register("files", documents.copied)
rooms.register(
    rooms.Section(_("My requests"), "requests_my", rooms.FIRST, mine.asked_of),
    rooms.Section(_("Our files"), "requests_my_documents", order=40),
)

events.listen(events.ANY)(notifying.of_event)
events.listen("consent_withdrawn")(notifying.on_consent_withdrawn)


@events.listen("complete", "answer", "close_unsolved")
def ask_later(case: ServiceRequest, event: Event, actor: Actor) -> None:  # noqa: ARG001 - a listener's
    """Put the call-backs on the list that the end of a service asks for."""
    calls.after_end(case, event)


@events.listen("open_rectification")
def ask_the_discontent(case: ServiceRequest, event: Event, actor: Actor) -> None:  # noqa: ARG001
    """Call everybody back who was not content."""
    calls.schedule(case, Why.LOW_SCORE, event)


@events.listen("reopen")
def ask_not_yet(case: ServiceRequest, event: Event, actor: Actor) -> None:  # noqa: ARG001 - as above
    """Ask nothing about what goes on."""
    calls.drop_open(case)


@events.listen("consent_withdrawn")
def call_no_more(case: ServiceRequest, event: Event, actor: Actor) -> None:  # noqa: ARG001 - as above
    """Call nobody who has taken the notice back."""
    if consents.without_notice().filter(case=case).exists():
        case.call_backs.open().update(outcome=CallOutcome.DROPPED)


@tending.rule("notices")
def send_notices() -> int:
    """Send what quiet hours, failures or a crash have left."""
    return notifying.send_waiting()


@tending.rule("silence")
def tell_of_silence() -> int:
    """Tell the office once a silence, and once more each further day only on its desk."""
    found = list(silence.silent(ServiceRequest.objects.all()).select_related("office", "handler__user")[:500])
    told = [
        case
        for case in found
        if notifying.tell(case, "silent", To.OFFICE, key=f"{case.pk}.since{case.last_contact:%Y%m%d%H%M%S}")
    ]
    return len(told)


tending.rule("consent_reminders")(consenting.remind)
tending.rule("consent_silence")(consenting.tell_office)
tending.rule("gaps_silence")(consenting.tell_office_of_gaps)


@tending.rule("call_backs")
def tell_of_call_backs() -> int:
    """Tell the office on the day a call-back is due, once."""
    due = CallBack.objects.due(timezone.localdate()).select_related("case__office", "case__handler__user")
    return sum(
        bool(notifying.tell(each.case, "call_back_due", To.OFFICE, key=f"call{each.pk}"))
        for each in due.order_by("pk")[:500]
    )
