"""A sealed item as people read it: what the reader may see of each part, with labels (clauses 6.1, 6.3)."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.catalogue.organisations.choices import Scale
from onestop.requests.archives.gathering import BY_STAFF, STAFF, TITLES
from onestop.requests.archives.models import ArchiveItem
from onestop.requests.enterprises.models import ConsentRecord, Enterprise
from onestop.requests.enterprises.rights import SHOWN
from onestop.requests.evaluation.models import Evaluation
from onestop.requests.filing.models import Attachment
from onestop.requests.following.models import CallBack
from onestop.requests.matching.models import CapabilityGap, Match
from onestop.requests.serving.models import Escalation, ExpertAnswer, ServiceRecord
from onestop.requests.supervision.models import Complaint, Rectification
from onestop.requests.workflow.models import ServiceRequest

Pairs = list[tuple[str | Promise, str]]
LINES = ("events", "messages")
"""Parts that are shown as lines of a table; all others as pairs of label and value."""

MODELS: dict[str, type[Model]] = {
    "basic": Enterprise,
    "request": ServiceRequest,
    "complaint": Complaint,
    "matches": Match,
    "consents": ConsentRecord,
    "records": ServiceRecord,
    "answers": ExpertAnswer,
    "escalations": Escalation,
    "gaps": CapabilityGap,
    "evaluations": Evaluation,
    "call_backs": CallBack,
    "rectifications": Rectification,
    "files": Attachment,
}
SCALES: dict[Any, str | Promise] = dict(Scale.choices)
LABELS: dict[str, str | Promise] = {
    "provider": gettext_lazy("Quality service institution"),
    "expert": gettext_lazy("Expert"),
    "method": gettext_lazy("Who serves"),
    "doer_kind": gettext_lazy("Kind of who serves"),
    "doer": gettext_lazy("Who serves"),
    "outcome": pgettext_lazy("call-back", "outcome"),
    "proposed_at": gettext_lazy("Proposed at"),
    "asked_at": gettext_lazy("Asked at"),
    "answered_at": gettext_lazy("Answered at"),
    "purpose": gettext_lazy("Purpose"),
    "receiver_name": gettext_lazy("Receiver"),
    "version": gettext_lazy("version"),
    "given_at": gettext_lazy("Given at"),
    "withdrawn_at": gettext_lazy("Withdrawn at"),
    "kind": gettext_lazy("kind"),
    "at": gettext_lazy("On"),
    "source": gettext_lazy("From"),
    "clause": gettext_lazy("clause of the standard"),
    "decision": pgettext_lazy("archive", "Decision"),
    "decided_at": gettext_lazy("Decided at"),
    "size": gettext_lazy("Bytes"),
    "sha256": "SHA-256",
    "parent": gettext_lazy("came of"),
    "request": gettext_lazy("service request"),
    "event": gettext_lazy("Event"),
    "from": gettext_lazy("from"),
    "until": gettext_lazy("until when"),
    "place": gettext_lazy("place"),
    "hours": gettext_lazy("class hours"),
    "person": gettext_lazy("Participant"),
    "attended": gettext_lazy("Sessions attended"),
    "proof": gettext_lazy("Code of the proof"),
    "signature": gettext_lazy("How it was signed"),
    "signed": gettext_lazy("SHA-256 of the signature"),
}
"""What fields are called whose models have no name for people."""

OF_PART: dict[tuple[str, str], str | Promise] = {
    ("consents", "given_at"): pgettext_lazy("consent", "Given at"),
    ("call_backs", "method"): gettext_lazy("By which way"),
    ("participants", "result"): pgettext_lazy("training", "Result"),
}
"""What a field is called in one part alone."""

HIDDEN = frozenset(
    {
        *("id", "audience", "fields", "entries", "hash", "data", "details", "mime", "check_result", BY_STAFF),
        *("q1", "q2", "q3", "q4", "q5", "credit_code_checked", "is_sample", "visibility"),
    }
)
"""Values that are in the file for machines and not on the page, or have a place of their own on it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    at: str
    recorded_at: str
    late_reason: str
    what: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the catalogue with what it leads to. ``digest``: only if the reader sees all of it."""

    kind: str
    title: str
    digest: str
    rows: list[Pairs]
    lines: list[Line]

    @property
    def count(self) -> int:
        """Return how many rows the reader sees."""
        return len(self.rows) + len(self.lines)


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A sealed case for one reader."""

    item: ArchiveItem
    parts: list[Part]


def content_for(item: ArchiveItem, *, inside: bool) -> dict[str, list[dict[str, Any]]]:
    """Return the content as the reader may have it: the enterprise gets nothing that is the staff's alone.

    Args:
        item: What was sealed.
        inside: The reader is of the staff.
    """
    if inside:
        return dict(item.content)
    return {
        kind: [_without_names(row) for row in rows if row["audience"] != STAFF]
        for kind, rows in item.content.items()
    }


def show(item: ArchiveItem, *, inside: bool) -> ShownItem:
    """Return a sealed item part by part, in the order of the catalogue."""
    content = content_for(item, inside=inside)
    sealed = {entry["kind"]: entry for entry in item.catalogue}
    parts = []
    for kind in TITLES:
        rows = content.get(kind) or []
        if not rows:
            continue
        whole = len(rows) == sealed[kind]["count"] and inside
        parts.append(
            Part(
                kind,
                sealed[kind]["title"],
                sealed[kind]["digest"] if whole else "",
                [] if kind in LINES else [pairs(kind, row) for row in rows],
                [line(row) for row in rows] if kind in LINES else [],
            )
        )
    return ShownItem(item, parts)


def pairs(kind: str, row: dict[str, Any]) -> Pairs:
    """Return labels and values of a row, empty ones left out."""
    named = [
        (label_of(kind, name), words(in_words(kind, name, value)))
        for name, value in row.items()
        if name not in HIDDEN
    ]
    fields = row.get("fields") or () if kind != "consents" else ()
    own = [(str(label), words(value)) for label, value in fields]
    if kind == "consents":
        named.append((_("Which data"), words([str(SHOWN.get(each, each)) for each in row["fields"]])))
    return [(label, value) for label, value in [*named, *own] if value]


def label_of(kind: str, name: str) -> str | Promise:
    """Return what a field of a part is called."""
    if label := OF_PART.get((kind, name)) or LABELS.get(name):
        return label
    try:
        options = MODELS[kind]._meta  # noqa: SLF001 - Django’s own interface
        return str(options.get_field(name).verbose_name)  # type: ignore[union-attr]
    except (FieldDoesNotExist, KeyError):
        return name


def in_words(kind: str, name: str, value: Any) -> Any:
    """Return the word for a value of the basic information that was sealed as its code."""
    return SCALES.get(value, value) if (kind, name) == ("basic", "scale") else value


def words(value: Any) -> str:
    """Return a value as one reads it."""
    if isinstance(value, bool):
        return str(_("yes")) if value else str(_("no"))
    if isinstance(value, list):
        return "、".join(words(each) for each in value)
    if isinstance(value, dict):
        return "；".join(f"{name} {words(each)}" for name, each in value.items())
    return moment(str(value))


def moment(text: str) -> str:
    """Return a moment as people write it, anything else as it is."""
    is_moment = len(text) == len("2026-11-28T13:00:00+08:00") and text[10:11] == "T"
    return f"{text[:10]} {text[11:16]}" if is_moment else text


def line(row: dict[str, Any]) -> Line:
    """Return one event."""
    who = "，".join(str(each) for each in (row["office"] or row["role"], row.get(BY_STAFF)) if each)
    late = row["late_reason"]
    return Line(
        moment(row["happened_at"]),
        moment(row["recorded_at"]) if late else "",
        late,
        row["what"],
        row["text"],
        who,
    )


def _without_names(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != BY_STAFF}
