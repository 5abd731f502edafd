"""The table of transitions T1 to T21: plain data, and the only place that knows which step follows which.

Whatever shows or checks the workflow (services, permissions, pages, the published figure, the tests) reads
this table. Nothing else writes the status of a request.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.requests.workflow.choices import SERVED, UNDER_WAY, Audience, Role, Stage, Status

Text = str | Promise
S, R = Status, Role


@dataclass(frozen=True, slots=True)
class Transition:
    """One row.

    Attributes:
        number: Its number in the specification, T1 to T21 with a letter where one row is several steps.
        label: The verb on the button of staff.
        sources: From where; empty for the first.
        target: To where; the same status for a step that only records.
        roles: Who may.
        requires: Names of the data without which it is refused (``moving.WORDS`` says what is missing).
        clause: The clause of the standard it serves.
        public: What everybody reads on the timeline.
        audience: Who reads the event.
        stage: The time limit that begins with it; ``None`` leaves the running one, ``""`` ends it.
    """

    number: str
    label: Text
    sources: tuple[Status, ...]
    target: Status
    roles: tuple[Role, ...]
    public: Text
    requires: tuple[str, ...] = ()
    clause: str = ""
    audience: Audience = Audience.PUBLIC
    stage: Stage | str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table, by name."""

    rows: dict[str, Transition] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Transition:
        return self.rows[name]

    def from_status(self, status: str) -> dict[str, Transition]:
        """Return the transitions that lead out of ``status``."""
        return {name: row for name, row in self.rows.items() if status in row.sources}

    def stages(self) -> list[Stage]:
        """Return the time limits that begin with a transition, in the order of the specification."""
        return list(dict.fromkeys(Stage(row.stage) for row in self.rows.values() if row.stage))

    def names(self) -> list[str]:
        """Return the names of all transitions, in the order of the specification."""
        return list(self.rows)


OFFICE = (R.STATION, R.WINDOW, R.AGENT)
FILERS = (R.VISITOR, R.ENTERPRISE, R.OUTLET, R.STATION, R.WINDOW, R.AGENT, R.EXPERT, R.SYSTEM)
DOERS = (R.PROVIDER, *OFFICE)
CENTRE = (R.AGENT, R.HEAD)
COMPARERS = (*OFFICE, R.HEAD, R.SUPERVISOR)
"""Who compares a paper form: the authority where it would wait for ever, as it rates everybody there."""
VERIFIERS = (*CENTRE, R.SUPERVISOR)
"""Who sees that a rectification is done: the centre; the authority where nobody there may (clause 5.1)."""

TABLE = Table(
    {
        "draft": Transition(
            "T1", _("Begin a request"), (), S.DRAFT, FILERS, _("A request was begun."),
            ("channel",), "4.3.2", Audience.PARTIES, "",
        ),
        "submit": Transition(
            "T2", _("Submit"), (S.DRAFT,), S.SUBMITTED, FILERS, _("The request was submitted."),
            ("enterprise_name", "contact_name", "phone", "description", "notice_version"),
            "4.3.2.1", Audience.PUBLIC, Stage.ACCEPT,
        ),
        "accept": Transition(
            "T3", _("Accept"), (S.SUBMITTED,), S.ACCEPTED, OFFICE, _("The request was accepted."),
            ("office", "item", "due"), "4.3.2.3", Audience.PUBLIC, Stage.MATCH,
        ),
        "return": Transition(
            "T4", _("Send back for completion"), (S.SUBMITTED,), S.RETURNED, OFFICE,
            _("Something is missing; the enterprise has been told everything at once."),
            ("gaps",), "4.3.2.3", Audience.PUBLIC, Stage.GAPS,
        ),
        "complete_gaps": Transition(
            "T4b", _("Send what was missing"), (S.RETURNED,), S.SUBMITTED,
            (R.VISITOR, R.ENTERPRISE, R.OUTLET, *OFFICE), _("What was missing has been sent."),
            ("description",), "4.3.2.3", Audience.PUBLIC,
        ),
        "propose_refusal": Transition(
            "T5a", _("Propose not to accept"), (S.SUBMITTED,), S.SUBMITTED, OFFICE,
            _("The office examines whether the request can be accepted."),
            ("reason", "other_way"), "4.3.2.3", Audience.STAFF,
        ),
        "refuse": Transition(
            "T5", _("Confirm: not accepted"), (S.SUBMITTED,), S.REFUSED, (R.HEAD,),
            _("The request was not accepted; the enterprise has been told another way."),
            ("proposal", "reason", "other_way"), "4.3.2.3", Audience.PUBLIC, "",
        ),
        "decline_refusal": Transition(
            "T5b", _("Not confirmed: the office goes on"), (S.SUBMITTED,), S.SUBMITTED, (R.HEAD,),
            _("The head has not confirmed the proposal; the office goes on."),
            ("proposal", "reason"), "4.3.2.3", Audience.STAFF,
        ),
        "hand_over": Transition(
            "T6", _("Hand over to another office"), (S.SUBMITTED, S.ACCEPTED), S.SUBMITTED,
            (R.OUTLET, *OFFICE, R.HEAD), _("The request was handed over to another office."),
            ("office", "reason", "hand_overs_left"), "4.3.2.3", Audience.PUBLIC,
        ),
        "begin_matching": Transition(
            "T7", _("Look for who can serve"), (S.ACCEPTED,), S.MATCHING, OFFICE,
            _("We are looking for who can serve best."), ("candidates",), "4.3.3.2",
        ),
        "propose": Transition(
            "T8a", _("Propose an institution"), (S.MATCHING,), S.CONSENT, OFFICE,
            _("An institution has been found; the enterprise is asked for its consent."),
            ("provider", "qualified"), "4.3.3.2", Audience.PUBLIC, Stage.CONSENT,
        ),
        "consent": Transition(
            "T8b", _("Agree"), (S.CONSENT,), S.OFFERED, (R.ENTERPRISE,),
            _("The enterprise has agreed; the institution has been asked."),
            ("consent",), "6.3", Audience.PUBLIC, Stage.TAKE,
        ),
        "decline": Transition(
            "T8c", _("Do not agree"), (S.CONSENT,), S.MATCHING, (R.ENTERPRISE,),
            _("The enterprise prefers another institution; we go on looking."),
            (), "6.3", Audience.PUBLIC, Stage.MATCH,
        ),
        "take_back": Transition(
            "T8f", _("Take the proposal back"), (S.CONSENT, S.OFFERED), S.MATCHING, OFFICE,
            _("The office has taken its proposal back; we go on looking."),
            ("reason",), "4.3.3.2", Audience.PUBLIC, Stage.MATCH,
        ),
        "take": Transition(
            "T8d", _("Take the request"), (S.OFFERED,), S.MATCHED, DOERS,
            _("The institution has taken the request."),
            ("qualified",), "4.3.3.2", Audience.PUBLIC, Stage.START,
        ),
        "serve_ourselves": Transition(
            "T8e", _("We serve it ourselves"), (S.MATCHING,), S.MATCHED, OFFICE,
            _("The office serves the request itself."), ("qualified",), "4.3.3.2", Audience.PUBLIC,
            Stage.START,
        ),
        "give_back": Transition(
            "T9", _("Give back"), (S.OFFERED,), S.MATCHING, DOERS,
            _("The institution cannot take it; we go on looking."),
            ("reason",), "4.3.3.2", Audience.PUBLIC, Stage.MATCH,
        ),
        "ask_expert": Transition(
            "T10a", _("Ask an expert"), (S.ACCEPTED,), S.EXPERT, OFFICE,
            _("An expert has been asked for an answer."), ("expert", "question"), "4.3.3.1",
            Audience.PUBLIC, Stage.ANSWER,
        ),
        "expert_gives_back": Transition(
            "T10b", _("I cannot answer this"), (S.EXPERT,), S.ACCEPTED, (R.EXPERT, *OFFICE),
            _("The expert could not answer; the office goes on."),
            ("reason",), "4.3.3.1", Audience.PUBLIC, Stage.MATCH,
        ),
        "answer": Transition(
            "T10", pgettext_lazy("step", "Answer"), (S.EXPERT,), S.COMPLETED, (R.EXPERT,),
            _("The expert has answered."), ("answer",), "4.3.3.1", Audience.PUBLIC, "",
        ),
        "start": Transition(
            "T11", _("Begin the service"), (S.MATCHED,), S.SERVING, DOERS, _("The service has begun."),
            ("started_at", "doer"), "4.3.3.2", Audience.PUBLIC, Stage.SERVE,
        ),
        "wait_enterprise": Transition(
            "T12a", _("Wait for the enterprise"), (S.SERVING,), S.WAITING, DOERS,
            _("We wait for something from the enterprise; the clock stands still."),
            ("reason", "pause_left"), "4.3.4.1",
        ),
        "wait_sample": Transition(
            "T12b", _("Wait for the sample"), (S.SERVING,), S.SAMPLE, DOERS,
            _("The sample is under way; the clock stands still."), ("reason", "pause_left"), "4.3.4.1",
        ),
        "resume": Transition(
            "T12c", _("Resume the work"), (S.WAITING, S.SAMPLE), S.SERVING, (*DOERS, R.ENTERPRISE, R.SYSTEM),
            _("The service goes on; the clock runs."), (), "4.3.4.1",
        ),
        "escalate": Transition(
            "T13", _("Escalate to the centre"), (S.MATCHING, S.OFFERED, S.MATCHED, S.SERVING), S.ESCALATED,
            (R.PROVIDER, R.OUTLET, *OFFICE, R.SYSTEM),
            _("Passed on to the service centre, which decides how to go on."),
            ("reason",), "4.3.3.2", Audience.PUBLIC, Stage.DECIDE,
        ),
        "rematch": Transition(
            "T14a", _("Match again"), (S.ESCALATED,), S.MATCHING, CENTRE,
            _("The service centre looks for another institution."),
            ("reason",), "4.3.3.2", Audience.PUBLIC, Stage.MATCH,
        ),
        "take_over": Transition(
            "T14b", _("The centre serves it"), (S.ESCALATED,), S.SERVING, CENTRE,
            _("The service centre serves the request itself."),
            ("reason", "doer"), "4.3.3.2", Audience.PUBLIC, Stage.SERVE,
        ),
        "close_unsolved": Transition(
            "T14c", _("Close: cannot be solved"), (S.ESCALATED,), S.COMPLETED, CENTRE,
            _("The request could not be solved; the enterprise has been told why."),
            ("reason", "result"), "4.3.3.2", Audience.PUBLIC, "",
        ),
        "complete": Transition(
            "T15", _("Complete"), (S.SERVING,), S.COMPLETED, DOERS, _("The service is completed."),
            ("result", "solved", "entries"), "4.3.4.1", Audience.PUBLIC, "",
        ),
        "invite": Transition(
            "T16", _("Invite to evaluate"), (S.COMPLETED,), S.TO_EVALUATE, (R.SYSTEM,),
            _("The enterprise has been asked for its evaluation."), ("invitation",), "5.2", Audience.PUBLIC,
            Stage.EVALUATE,
        ),
        "evaluate": Transition(
            "T17", _("Evaluate"), (S.TO_EVALUATE,), S.EVALUATED,
            (R.ENTERPRISE, *COMPARERS),
            _("The enterprise has evaluated the service."), ("evaluation",), "5.2", Audience.PUBLIC, "",
        ),
        "lapse": Transition(
            "T17b", _("Time for evaluation is over"), (S.TO_EVALUATE,), S.UNEVALUATED, (R.SYSTEM,),
            _("No evaluation was given in time; that is nobody’s fault."), (), "5.2", Audience.PUBLIC, "",
        ),
        "open_rectification": Transition(
            "T18", _("Open a rectification"), (S.EVALUATED,), S.RECTIFYING, (R.SYSTEM,),
            _("The evaluation shows that something must be put right."), ("rectification",), "5.1",
            Audience.PUBLIC, Stage.RECTIFY,
        ),
        "rectified": Transition(
            "T18b", _("Rectification finished"), (S.RECTIFYING,), S.RECTIFIED, VERIFIERS,
            _("What was wrong has been put right."), ("rectification",), "5.1", Audience.PUBLIC, "",
        ),
        "archive": Transition(
            "T19", _("Archive"), (S.EVALUATED, S.UNEVALUATED, S.RECTIFIED), S.ARCHIVED, (R.SYSTEM, *CENTRE),
            _("The case is closed and in the archive."), ("archive_complete",), "6.1", Audience.PUBLIC, "",
        ),
        "reopen": Transition(
            "T20", _("Reopen"),
            (S.COMPLETED, S.TO_EVALUATE, S.EVALUATED, S.UNEVALUATED, S.RECTIFYING, S.RECTIFIED),
            S.MATCHING, (R.ENTERPRISE, *CENTRE), _("The request was opened again."),
            ("reason", "reopen_in_time"), "4.3.4.2", Audience.PUBLIC, Stage.MATCH,
        ),
        "withdraw": Transition(
            "T21", _("Withdraw the request"), UNDER_WAY, S.WITHDRAWN, (R.ENTERPRISE, R.VISITOR),
            _("The enterprise has withdrawn its request."), (), "4.3.2", Audience.PUBLIC, "",
        ),
        "close_returned": Transition(
            "T21b", _("Close: not completed in time"), (S.RETURNED,), S.WITHDRAWN, OFFICE,
            _("What was missing did not come in time; the request counts as withdrawn."),
            ("reminded", "time_over"), "4.3.2.3", Audience.PUBLIC, "",
        ),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """What is written down without a change of status.

    Attributes:
        label: What staff call it.
        clause: The clause it serves.
        audience: Who reads it.
        roles: Who may.
        statuses: In which statuses; all that are filed when left out.
    """

    label: Text
    clause: str
    audience: Audience
    roles: tuple[Role, ...]
    statuses: tuple[Status, ...] = ()


PARTIES = (R.VISITOR, R.ENTERPRISE, R.EXPERT, R.PROVIDER, *OFFICE, R.HEAD)
AT_WORK = (S.SERVING, S.WAITING, S.SAMPLE)
GOES_ON = (*UNDER_WAY, S.COMPLETED, S.TO_EVALUATE, S.EVALUATED, S.UNEVALUATED)
"""A case that was opened again goes on beside its open rectification."""
TO_PUT_RIGHT = (*GOES_ON, S.RECTIFYING)
BEFORE_END = (*UNDER_WAY, S.COMPLETED, S.TO_EVALUATE, S.EVALUATED, S.UNEVALUATED, S.RECTIFYING)

SIDE: dict[str, Side] = {
    "noted": Side(_("Note"), "4.3.4.1", Audience.STAFF, (*OFFICE, R.HEAD, R.SUPERVISOR)),
    "explained": Side(_("Explain"), "4.3.4.1", Audience.PARTIES, (*OFFICE, R.HEAD), BEFORE_END),
    "coordinated": Side(_("Coordinate"), "4.3.4.1", Audience.PARTIES, (*OFFICE, R.HEAD), BEFORE_END),
    "contacted": Side(
        pgettext_lazy("step", "Contact"), "4.3.4.1", Audience.PARTIES, (*OFFICE, R.HEAD), BEFORE_END
    ),
    "entry": Side(
        _("Entry in the service record"), "6.2", Audience.PARTIES, DOERS, AT_WORK
    ),
    "look_again": Side(_("Look for candidates again"), "4.3.3.2", Audience.STAFF, OFFICE, (S.MATCHING,)),
    "step": Side(_("Step of the service"), "4.2.4.3", Audience.PARTIES, DOERS, AT_WORK),
    "recorded": Side(_("Fill in the record"), "6.2", Audience.PARTIES, DOERS, AT_WORK),
    "result": Side(_("Add a result or report"), "4.2.5.1", Audience.PARTIES, DOERS, AT_WORK),
    "released": Side(_("Release results to the enterprise"), "4.2.5.1", Audience.PARTIES, DOERS),
    "published": Side(
        _("Prepare the answer for the frequent questions"), "4.3.3.1", Audience.STAFF, CENTRE, SERVED
    ),
    "message": Side(_("Message"), "4.3.4.1", Audience.PARTIES, PARTIES, BEFORE_END),
    "gaps_reminded": Side(
        _("Remind of what is missing"), "4.3.2.3", Audience.PARTIES, (R.SYSTEM, *OFFICE), (S.RETURNED,)
    ),
    "filed_again": Side(
        _("Filed again"), "4.3.2.1", Audience.PARTIES, (R.SYSTEM,), (S.WITHDRAWN, S.REFUSED)
    ),
    "urged": Side(_("Ask to hurry"), "4.3.4.1", Audience.PARTIES, (R.VISITOR, R.ENTERPRISE), UNDER_WAY),
    "supervised": Side(_("Supervise"), "5.1", Audience.STAFF, (R.HEAD, R.SUPERVISOR)),
    "extended": Side(_("Extend the time limit"), "4.3.4.1", Audience.PARTIES, (*DOERS, R.HEAD), UNDER_WAY),
    "assigned": Side(_("Assign to a person"), "4.3.2.3", Audience.STAFF, (*OFFICE, R.HEAD), BEFORE_END),
    "reclassified": Side(_("Assign to another item"), "4.2.9", Audience.PARTIES, OFFICE, UNDER_WAY),
    "called_back": Side(_("Call back"), "4.3.4.2", Audience.STAFF, (*OFFICE, R.HEAD)),
    "new_need": Side(
        _("Note a new need"), "4.3.2.3", Audience.PARTIES, (R.PROVIDER, *OFFICE, R.EXPERT, R.HEAD)
    ),
    "attached": Side(_("Add a file"), "4.3.2.1", Audience.PARTIES, PARTIES, BEFORE_END),
    "consented": Side(
        _("Let question and answer be published"), "6.3", Audience.PARTIES, (R.VISITOR, R.ENTERPRISE)
    ),
    "shared": Side(
        _("Let the expert read more"), "6.3", Audience.PARTIES, (R.VISITOR, R.ENTERPRISE), (S.EXPERT,)
    ),
    "consent_withdrawn": Side(_("Withdraw a consent"), "6.3", Audience.PARTIES, (R.VISITOR, R.ENTERPRISE)),
    "looked": Side(
        _("Look at protected data"), "6.3", Audience.PARTIES,
        (R.EXPERT, R.PROVIDER, R.OUTLET, *OFFICE, R.HEAD, R.SUPERVISOR),
    ),
    "complained": Side(_("Complaint"), "5.6", Audience.STAFF, (R.VISITOR, R.ENTERPRISE, R.WINDOW, R.AGENT)),
    "disputed": Side(_("Dispute"), "5.6", Audience.PARTIES, (R.VISITOR, R.ENTERPRISE, R.WINDOW, R.AGENT)),
    "dispute_agreed": Side(
        _("Agree to settle the dispute"), "5.6", Audience.PARTIES, (R.PROVIDER, *OFFICE, R.HEAD)
    ),
    "dispute_declined": Side(
        _("Do not agree to settle the dispute"), "5.6", Audience.PARTIES, (R.PROVIDER, *OFFICE, R.HEAD)
    ),
    "dispute_taken_up": Side(_("Take up the dispute"), "5.6", Audience.PARTIES, (R.HEAD, R.SUPERVISOR)),
    "corrected": Side(_("Correct an entry"), "6.2", Audience.PARTIES, (*DOERS, R.EXPERT, R.HEAD)),
    "important": Side(_("Mark as important"), "5.4", Audience.STAFF, (R.AGENT, R.HEAD)),
    "paper_entered": Side(
        _("Enter a paper form"), "5.2", Audience.STAFF, (R.WINDOW, R.STATION, R.AGENT), (S.TO_EVALUATE,)
    ),
    "paper_checked": Side(
        _("Compare the paper form"), "5.2", Audience.STAFF, COMPARERS, (S.TO_EVALUATE,)
    ),
    "paper_refused": Side(
        _("Paper form entered wrongly"), "5.2", Audience.STAFF, COMPARERS, (S.TO_EVALUATE,)
    ),
    "evaluated_too": Side(
        _("Evaluate the coordination, too"), "5.2", Audience.PARTIES,
        (R.ENTERPRISE, *COMPARERS), (S.EVALUATED, S.RECTIFYING, S.RECTIFIED)
    ),
    "rectification_answered": Side(
        _("Answer the rectification"), "5.1", Audience.PARTIES, (R.PROVIDER, *OFFICE, R.HEAD), TO_PUT_RIGHT
    ),
    "rectification_sent_back": Side(
        _("Send the rectification back"), "5.1", Audience.PARTIES, VERIFIERS, TO_PUT_RIGHT
    ),
    "rectification_verified": Side(
        _("Rectification finished"), "5.1", Audience.PARTIES, VERIFIERS, GOES_ON
    ),
    "files_removed": Side(_("Files removed by rule"), "4.2.6.3", Audience.PARTIES, (R.SYSTEM,), SERVED),
    "contact_corrected": Side(
        _("Correct the contact"), "6.2", Audience.PARTIES, (R.ENTERPRISE,), BEFORE_END
    ),
    "contacts_erased": Side(
        _("Erase the contact data"), "6.3", Audience.PARTIES, (R.SYSTEM, R.ENTERPRISE, R.VISITOR),
        (S.ARCHIVED, S.REFUSED, S.WITHDRAWN)
    ),
    "reminded": Side(_("Remind"), "5.2", Audience.STAFF, (R.SYSTEM,)),
    "merged": Side(_("Records of the enterprise merged"), "6.1", Audience.STAFF, (R.AGENT, R.HEAD)),
}  # fmt: skip
"""What is written down without a change of status."""


def label_of(name: str) -> str | Promise:
    """Return what staff calls a transition or a side event."""
    row = TABLE.rows.get(name)
    return row.label if row else SIDE[name].label
