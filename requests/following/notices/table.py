"""Who is told what when: plain data. Words are defaults, ``NotificationTemplate`` rows go before them.

Nobody's name, telephone or words: the number, the item and the link say enough to whoever may open it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onestop.requests.following.models.notices import Channel, To
from onestop.requests.workflow.choices import Resolution

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice.

    Attributes:
        subject: Of the e-mail, and the line on the platform.
        text: What it says; ``{number}``, ``{item}``, ``{link}``, ``{due}`` and ``{site}`` are filled in.
        channels: By which ways, as far as there is an address.
        at_once: The person waits for it: quiet hours do not count.
        short: As SMS; the text when left out.
    """

    subject: Text
    text: Text
    channels: tuple[Channel, ...] = (Channel.IN_SITE, Channel.EMAIL)
    at_once: bool = False
    short: Text = ""


SITE = (Channel.IN_SITE,)
ALL = (Channel.IN_SITE, Channel.EMAIL, Channel.SMS)
DESK = (Channel.IN_SITE, Channel.WECOM)

KINDS: Mapping[str, Kind] = {
    "received": Kind(
        _("Received: {number}"),
        _("We have your request {number} ({item}). Follow it here: {link}"),
        ALL,
        at_once=True,
    ),
    "accepted": Kind(
        _("Accepted: {number}"), _("Your request {number} ({item}) is accepted. See how it goes on: {link}")
    ),
    "returned": Kind(
        _("Something is missing: {number}"),
        _("Something is missing for your request {number} ({item}). Here is all of it at once: {link}"),
        ALL,
    ),
    "refused": Kind(
        _("Not accepted: {number}"),
        _("Your request {number} ({item}) could not be accepted. Why, and where to turn to: {link}"),
        ALL,
    ),
    "handed_over": Kind(
        _("Another office has it: {number}"),
        _("Your request {number} ({item}) was handed over to another office. Who and why: {link}"),
    ),
    "consent_asked": Kind(
        _("Do you agree? {number}"),
        _("An institution has been found for {number} ({item}). It gets nothing before you agree: {link}"),
        ALL,
    ),
    "consent_reminder": Kind(
        _("We still wait for your answer: {number}"),
        _("May the institution have {number} ({item})? Please say yes or no until {due}: {link}"),
        ALL,
    ),
    "consent_silent": Kind(
        _("The enterprise does not answer: {number}"),
        _("Nobody has said yes or no about {number} ({item}). Call, or take the proposal back: {link}"),
        DESK,
    ),
    "gaps_reminder": Kind(
        _("We still wait for what is missing: {number}"),
        _("Something is still missing for {number} ({item}). Please send it until {due}: {link}"),
        ALL,
    ),
    "gaps_silent": Kind(
        _("Nothing has come: {number}"),
        _("What is missing for {number} ({item}) did not come in time. Call, or close the request: {link}"),
        DESK,
    ),
    "lapsed": Kind(
        _("Not completed in time: {number}"),
        _(
            "What was missing did not come in time, so your request {number} ({item}) counts as withdrawn. "
            "File it again, with everything you wrote: {link}"
        ),
        ALL,
    ),
    "progress": Kind(
        _("A step further: {number}"),
        _("There is something new about your request {number} ({item}): {link}"),
    ),
    "waiting": Kind(
        _("We wait for you: {number}"),
        _("For your request {number} ({item}) we need something from you; the clock stands still: {link}"),
        ALL,
    ),
    "ended": Kind(
        _("Completed: {number}"), _("Your request {number} ({item}) is completed. The result: {link}"), ALL
    ),
    "answered": Kind(
        _("Answered: {number}"), _("Your question {number} ({item}) has been answered: {link}"), ALL
    ),
    "ended_unsolved": Kind(
        _("Could not be solved: {number}"),
        _("Your request {number} ({item}) could not be solved. Why, and what else you can do: {link}"),
        ALL,
    ),
    "invited_unsolved": Kind(
        _("How did we deal with it? {number}"),
        _("Tell us how we dealt with your request {number} ({item}), though it could not be solved: {link}"),
        ALL,
    ),
    "reminder_unsolved": Kind(
        _("How did we deal with it? {number}"),
        _("You can still tell us how we dealt with your request {number} ({item}): {link}"),
        ALL,
    ),
    "invited": Kind(
        _("How was it? {number}"),
        _("Tell us how the service for your request {number} ({item}) was; nobody has to: {link}"),
        ALL,
    ),
    "evaluation_reminder": Kind(
        _("How was it? {number}"),
        _("You can still tell us how the service for your request {number} ({item}) was: {link}"),
        ALL,
    ),
    "extended": Kind(
        _("More time is needed: {number}"),
        _("Your request {number} ({item}) takes longer. The new day, and why: {link}"),
        ALL,
    ),
    "message": Kind(
        _("A message: {number}"), _("There is a message about the request {number} ({item}): {link}"), ALL
    ),
    "contact": Kind(
        _("We were in touch: {number}"),
        _("It is written down what was said about {number} ({item}): {link}"),
        SITE,
    ),
    "new": Kind(_("New request: {number}"), _("There is a new request {number} ({item}): {link}"), DESK),
    "back_at_office": Kind(
        _("Your turn: {number}"), _("The request {number} ({item}) waits for its office again: {link}"), DESK
    ),
    "urged": Kind(
        _("The enterprise asks to hurry: {number}"),
        _("The enterprise asks to hurry with {number} ({item}): {link}"),
        (*DESK, Channel.EMAIL),
    ),
    "supervised": Kind(
        _("Supervised: {number}"),
        _("You are asked to get on with {number} ({item}). What is to be done, and until when: {link}"),
        (*DESK, Channel.EMAIL),
    ),
    "silent": Kind(
        _("Get in touch: {number}"),
        _("The enterprise has heard nothing of {number} ({item}) for too long. Please call: {link}"),
        (*DESK, Channel.EMAIL),
    ),
    "contact_corrected": Kind(
        _("Contact corrected: {number}"),
        _("The enterprise has corrected whom we may ask for about {number} ({item}): {link}"),
        SITE,
    ),
    "call_back_due": Kind(
        _("Call back: {number}"), _("It is time to ask how {number} ({item}) was: {link}"), SITE
    ),
    "offered": Kind(
        _("A request for you: {number}"),
        _("A request for your institution, {number} ({item}), until {due}: {link}"),
        (Channel.IN_SITE, Channel.EMAIL),
    ),
    "doer_told": Kind(
        _("Something new: {number}"), _("There is something new about the request {number} ({item}): {link}")
    ),
    "consent_lost": Kind(
        _("Consent taken back: {number}"),
        _(
            "The enterprise has taken back its consent for the request {number} ({item}); you do not see it "
            "any more. Please stop, use nothing of it further, and ask the service centre about samples."
        ),
        (Channel.EMAIL,),
        at_once=True,
    ),
    "escalated": Kind(
        _("Escalated: {number}"),
        _("The request {number} ({item}) waits for the decision of the centre: {link}"),
        (*DESK, Channel.EMAIL),
    ),
    "rectify": Kind(
        _("To be put right: {number}"),
        _("The enterprise is not content with {number} ({item}). Please say why, and what is done: {link}"),
        (*DESK, Channel.EMAIL),
    ),
    "rectification": Kind(
        _("A rectification: {number}"),
        _("The enterprise is not content with {number} ({item}). Who puts it right, and until when: {link}"),
        DESK,
    ),
    "rectified": Kind(
        _("To be verified: {number}"),
        _("It is written down what is done about {number} ({item}). Please see whether it is done: {link}"),
        (*DESK, Channel.EMAIL),
    ),
    "dispute_received": Kind(
        _("Your notice of a dispute: {number}"),
        _(
            "We have your notice of a dispute about the request {number} ({item}). The other side is asked "
            "whether it agrees; how it goes on: {link}"
        ),
        ALL,
        at_once=True,
    ),
    "dispute_asked": Kind(
        _("A dispute: {number}"),
        _("An enterprise disputes {number} ({item}). Please say whether you agree to settle it: {link}"),
        (Channel.IN_SITE, Channel.EMAIL),
    ),
    "dispute_new": Kind(
        _("A dispute: {number}"),
        _("There is a dispute about the request {number} ({item}); the other side is asked: {link}"),
        (*DESK, Channel.EMAIL),
    ),
    "dispute_ready": Kind(
        _("To be taken up, a dispute: {number}"),
        _("Both sides agree to settle the dispute about {number} ({item}). Please take it up: {link}"),
        (*DESK, Channel.EMAIL),
    ),
    "dispute_moved": Kind(
        _("The dispute goes on: {number}"),
        _("There is something new about the dispute of {number} ({item}): {link}"),
        ALL,
    ),
    "confirm_refusal": Kind(
        _("To confirm: {number}"),
        _("It is proposed not to accept {number} ({item}). Please decide: {link}"),
        DESK,
    ),
    "refusal_declined": Kind(
        _("Not confirmed, go on: {number}"),
        _("The head has not confirmed that {number} ({item}) is not accepted. Why: {link}"),
        (Channel.IN_SITE, Channel.EMAIL),
    ),
}
"""Every kind of notice."""

TOLD: Mapping[str, tuple[tuple[To, str], ...]] = {
    "submit": ((To.ENTERPRISE, "received"), (To.OFFICE, "new")),
    "accept": ((To.ENTERPRISE, "accepted"),),
    "return": ((To.ENTERPRISE, "returned"),),
    "complete_gaps": ((To.OFFICE, "back_at_office"),),
    "propose_refusal": ((To.CENTRE, "confirm_refusal"),),
    "refuse": ((To.ENTERPRISE, "refused"),),
    "decline_refusal": ((To.PROPOSER, "refusal_declined"),),
    "hand_over": ((To.ENTERPRISE, "handed_over"), (To.OFFICE, "new")),
    "propose": ((To.ENTERPRISE, "consent_asked"),),
    "consent": ((To.DOER, "offered"),),
    "decline": ((To.OFFICE, "back_at_office"),),
    "gaps_reminded": ((To.ENTERPRISE, "gaps_reminder"),),
    "close_returned": ((To.ENTERPRISE, "lapsed"),),
    "take_back": ((To.ENTERPRISE, "progress"),),
    "take": ((To.ENTERPRISE, "progress"),),
    "serve_ourselves": ((To.ENTERPRISE, "progress"),),
    "give_back": ((To.OFFICE, "back_at_office"), (To.ENTERPRISE, "progress")),
    "ask_expert": ((To.DOER, "offered"), (To.ENTERPRISE, "progress")),
    "shared": ((To.DOER, "doer_told"),),
    "expert_gives_back": ((To.OFFICE, "back_at_office"),),
    "answer": ((To.ENTERPRISE, "ended"),),
    "start": ((To.ENTERPRISE, "progress"),),
    "wait_enterprise": ((To.ENTERPRISE, "waiting"),),
    "resume": ((To.DOER, "doer_told"),),
    "escalate": ((To.CENTRE, "escalated"), (To.ENTERPRISE, "progress")),
    "rematch": ((To.ENTERPRISE, "progress"), (To.OFFICE, "back_at_office")),
    "take_over": ((To.ENTERPRISE, "progress"),),
    "close_unsolved": ((To.ENTERPRISE, "ended"),),
    "complete": ((To.ENTERPRISE, "ended"),),
    "invite": ((To.ENTERPRISE, "invited"),),
    "reminded": ((To.ENTERPRISE, "evaluation_reminder"),),
    "open_rectification": ((To.ENTERPRISE, "progress"), (To.CENTRE, "rectification")),
    "rectification_answered": ((To.CENTRE, "rectified"),),
    "rectified": ((To.ENTERPRISE, "progress"),),
    "reopen": ((To.OFFICE, "back_at_office"), (To.ENTERPRISE, "progress")),
    "withdraw": ((To.OFFICE, "back_at_office"), (To.DOER, "doer_told")),
    "message": ((To.ENTERPRISE, "message"), (To.OFFICE, "message"), (To.DOER, "message")),
    "urged": ((To.OFFICE, "urged"),),
    "supervised": ((To.OFFICE, "supervised"),),
    "disputed": ((To.CENTRE, "dispute_new"), (To.SUPERVISOR, "dispute_new")),
    "dispute_agreed": (
        (To.ENTERPRISE, "dispute_moved"),
        (To.CENTRE, "dispute_ready"),
        (To.SUPERVISOR, "dispute_ready"),
    ),
    "dispute_declined": ((To.ENTERPRISE, "dispute_moved"), (To.CENTRE, "dispute_moved")),
    "dispute_taken_up": ((To.ENTERPRISE, "dispute_moved"),),
    "extended": ((To.ENTERPRISE, "extended"),),
    "explained": ((To.ENTERPRISE, "contact"), (To.DOER, "contact")),
    "coordinated": ((To.ENTERPRISE, "contact"), (To.DOER, "contact")),
    "contacted": ((To.ENTERPRISE, "contact"),),
    "contact_corrected": ((To.OFFICE, "contact_corrected"), (To.DOER, "doer_told")),
    "consent_withdrawn": ((To.OFFICE, "back_at_office"),),
}
"""Who is told of an event; whoever did it is left out."""


INSTEAD: Mapping[tuple[str, str], str] = {
    ("ended", Resolution.ANSWERED): "answered",
    ("ended", Resolution.UNSOLVED): "ended_unsolved",
    ("invited", Resolution.UNSOLVED): "invited_unsolved",
    ("evaluation_reminder", Resolution.UNSOLVED): "reminder_unsolved",
}
"""What is told instead where a request ended otherwise than by being solved."""


def label_of(kind: str) -> str:
    """Return what a kind is called: its subject without the number."""
    subject = str(KINDS[kind].subject) if kind in KINDS else kind
    return subject.replace("{number}", "").strip(" ：:")
