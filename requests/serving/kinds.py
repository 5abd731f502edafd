"""The forms of service records by kind, as data: fields, and steps that are written down one by one.

Which kind a case has follows from its clause; whoever begins the service may choose another that fits it.
"""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from onestop.requests.matching import wanting
from onestop.requests.serving.fields import Field, Need, Sort, Text
from onestop.requests.serving.models import RecordKind
from onestop.requests.workflow.models import ServiceRequest

N, S, K = Need, Sort, RecordKind


@dataclass(frozen=True, slots=True)
class StepKind:
    """A step of a service that has a person, a time and its own data (clauses 4.2.4.3, 4.2.6.1).

    Attributes:
        name: Its key in events.
        label: What people read.
        fields: What is asked with it; all but the optional ones must be there.
        after: Steps of which one must have been before.
        may_be_elsewhere: Whether it may be no part of a request, as somebody else did or does it.
    """

    name: str
    label: Text
    fields: tuple[Field, ...] = ()
    after: tuple[str, ...] = ()
    may_be_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One form."""

    fields: tuple[Field, ...]
    steps: tuple[StepKind, ...] = field(default=())
    has_report: bool = False

    def step(self, name: str) -> StepKind | None:
        """Return a step by its name."""
        return next((each for each in self.steps if each.name == name), None)


BY_WHOM = Field(
    "person", _("Handed over by or to"), S.PERSON, help=_("Name and place; no telephone numbers.")
)
CARRIER = Field("carrier", _("Carrier"), S.LINE)
WAYBILL = Field("waybill", _("Number of the consignment"), S.LINE)

CUSTODY = (
    StepKind("received", _("Received from the enterprise"), (BY_WHOM,)),  # 收样
    StepKind(
        "sent", _("Sent to the institution"),
        (BY_WHOM, Field("carrier", _("Carrier"), S.LINE, N.OPTIONAL),
         Field("waybill", _("Number of the consignment"), S.LINE, N.OPTIONAL)),
        ("received",),
    ),  # 送出
    StepKind("arrived", _("Arrived at the institution"), (BY_WHOM,), ("sent",)),  # 到达
    StepKind("fetched", _("Fetched back"), (BY_WHOM,), ("sent", "arrived")),  # 取回
    StepKind("certificate_sent", _("Certificate or report mailed"), (CARRIER, WAYBILL)),  # 证书已寄
    StepKind("handed_back", _("Handed back to the enterprise"), (BY_WHOM,), ("received", "fetched")),
)  # fmt: skip
"""Custody of what the enterprise gave into our hands, with whoever handed it over or got it."""

EQUIPMENT_STEPS = (
    StepKind(
        "registration", _("Declaration and registration"),
        (Field("authority", _("Which authority decides"), S.LINE),
         Field("state", _("State"), S.CHOICE, choices=(
             ("prepared", _("Papers prepared with the enterprise")), ("declared", _("Declared")),
             ("registered", _("Registered by the authority"))))),
        may_be_elsewhere=True,
    ),  # 申报注册登记
    StepKind(
        "arrangement", _("Inspection arranged"),
        (Field("body", _("Inspection body"), S.LINE),
         Field("agreed_on", _("Day that was agreed"), S.LINE, help=_("With the time of day."))),
        may_be_elsewhere=True,
    ),  # 联系报检
    StepKind(
        "inspection", _("Inspection on site"),
        (Field("inspectors", _("Who inspected"), S.LINE),
         Field("finding", _("What was found"), S.CHOICE, choices=(
             ("passed", _("Passed")), ("to_rectify", _("Something to be put right first")),
             ("failed", _("Not passed"))))),
        may_be_elsewhere=True,
    ),  # 现场检验
    StepKind(
        "report", _("Report handed over"),
        (Field("report_number", _("Number of the report"), S.LINE),
         Field("receiver", _("Signed for by"), S.LINE, help=_("The name as signed.")),
         Field("signed_on", _("Signed on"), S.DAY)),
        may_be_elsewhere=True,
    ),  # 发放检验报告
)  # fmt: skip
"""The four steps of clause 4.2.6.1."""

SEVERITIES = (
    ("severe", _("Severe")),
    ("notable", pgettext_lazy("severity", "Notable")),
    ("slight", _("Slight")),
)

KINDS: dict[RecordKind, Kind] = {
    K.GENERAL: Kind((Field("content", _("What was done")),)),
    K.CONSULTATION: Kind(
        (
            Field("question", _("The question")),
            Field("advice", _("The advice")),
            Field("basis", _("On what it rests"), need=N.ADVISED, help=_("Laws, standards, rules.")),
            Field("way", _("By which way"), S.CHOICE, choices=(
                ("visit", _("On site")), ("window", pgettext_lazy("contact", "At the window")),
                ("phone", _("By telephone")), ("video", _("By video")), ("online", _("In writing, online")))),
        )
    ),
    K.DIAGNOSIS: Kind(
        (
            Field("scope", _("What was looked at")),
            Field("problems", _("Problems found"), S.LINES, help=_("One a line, the most severe first.")),
            Field("severity", _("Severity of the worst"), S.CHOICE, choices=SEVERITIES),
            Field("advice", _("Advice for each problem")),
            Field("follow_up_on", _("Follow up on"), S.COMING_DAY, help=_(
                "When we look whether it is better.")),
        )
    ),
    K.SIX_S: Kind(
        (
            Field("area", _("Which area"), S.LINE),
            Field("score_before", _("Score before"), S.NUMBER, most=100, help=_(
                "Of 100, by the checklist.")),
            Field("score_after", _("Score after"), S.NUMBER, most=100, help=_(
                "Of 100, by the same checklist.")),
            Field("measures", _("What was changed")),
            Field("photos", _("Photos before and after are with the entries"), S.YES, N.ADVISED),
        )
    ),
    K.COMPARISON: Kind(
        (
            Field("project", _("What was compared"), S.LINE),
            Field("code", _("Code of this participant"), S.LINE, help=_("Codes, never names of others.")),
            Field("participants", _("Number of participants"), S.COUNT, most=10000),
            Field("outcome", _("Result of this participant"), S.CHOICE, choices=(
                ("satisfactory", _("Satisfactory")), ("questionable", _("Questionable")),
                ("unsatisfactory", _("Unsatisfactory")))),
            Field("rank", _("Place among the participants"), S.COUNT, N.OPTIONAL, most=10000,
                  of="participants"),
            Field("advice", _("How to get better")),
        )
    ),
    K.TESTING: Kind(
        (
            Field("product", _("Product"), S.LINE),
            Field("purpose", _("What the report is for"), S.LINE),
            Field("standards", _("By which standards"), S.STANDARDS, help=_("One a line, with the year.")),
            Field("parameters", _("What was tested"), S.LINES, help=_("One a line.")),
            Field("sample_number", _("Number of the sample"), S.LINE),
            Field("sample_condition", _("Condition of the sample"), S.LINE),
            Field("conclusion", _("Conclusion"), S.CHOICE, choices=(
                ("conforms", _("Conforms")), ("does_not", _("Does not conform")),
                ("data_only", _("Data only, no judgement")))),
        ),
        CUSTODY,
        has_report=True,
    ),
    K.CALIBRATION: Kind(
        (
            Field("instruments", _("Instruments"), S.LINES, help=_(
                "One a line: name, factory number, range.")),
            Field("authorised", _("The enterprise has authorised us to act for it"), S.YES),
            Field("traced_to", _("Traceable to"), help=_(
                "Which measurement standard, with the number of its certificate.")),
            Field("uncertainty", _("Uncertainty"), S.LINE, N.ADVISED),
            Field("procedures", _("By which regulations"), S.STANDARDS, N.ADVISED, help=_(
                "JJG or JJF, one a line, with the year.")),
            Field("due_on", _("Next due on"), S.COMING_DAY, N.ADVISED),
        ),
        CUSTODY,
        has_report=True,
    ),
    K.AGENCY: Kind(
        (
            Field("goods", _("What was handed over"), S.LINES, help=_("The list, one a line.")),
            Field("authorised", _("The enterprise has authorised us to act for it"), S.YES),
            Field("condition", _("Condition when handed over"), S.LINE),
        ),
        CUSTODY,
    ),
    K.EQUIPMENT: Kind(
        (
            Field("category", _("Category of the equipment"), S.LINE),
            Field("registration_code", _("Registration code"), S.LINE, N.ADVISED),
            Field("certificate_of_use", _("Registration for use"), S.LINE, N.OPTIONAL),
            Field("decided_by", _("Who decides by law"), S.LINE, help=_(
                "Registration is decided by the authority; the platform helps.")),
            Field("regulations", _("By which regulations"), S.STANDARDS, N.ADVISED, help=_(
                "For example TSG 08—2026, one a line.")),
            Field("next_on", _("Next inspection on"), S.COMING_DAY, N.ADVISED),
        ),
        EQUIPMENT_STEPS,
    ),
    K.EXAM: Kind(
        (
            Field("project", _("Project of the examination"), S.LINE),
            Field("candidates", _("Number of candidates"), S.COUNT, most=1000, help=_(
                "The number only. Names and identity cards go to the examination body, not here.")),
            Field("authority", _("Authority"), S.LINE),
            Field("body", _("Examination body"), S.LINE),
            Field("exam_on", _("Day of the examination"), S.LINE),
            Field("materials", _("The materials were checked and are complete"), S.YES),
            Field("purged", _("Files about candidates were handed over and are not kept here"), S.YES),
            Field("passed", _("Number who passed"), S.COUNT, N.OPTIONAL, most=1000, of="candidates"),
        )
    ),
    K.GUIDANCE: Kind(
        (
            Field("problem", _("The problem")),
            Field("cause", _("Its cause")),
            Field("measure", _("What was done or advised")),
            Field("standards", _("Standards that were recommended"), S.STANDARDS, N.OPTIONAL, help=_(
                "One a line.")),
            Field("effect_check_on", _("Effect is checked on"), S.COMING_DAY, N.ADVISED, help=_(
                "When we ask whether it has helped.")),
        )
    ),
}  # fmt: skip
"""Every kind. Fields may be added; one that was filled in once keeps its name."""

BY_CLAUSE: dict[str, tuple[RecordKind, ...]] = {
    "4.2.2.1": (K.DIAGNOSIS, K.SIX_S, K.COMPARISON),
    "4.2.2.2": (K.CONSULTATION,),
    "4.2.2.5": (K.CONSULTATION,),
    "4.2.3.2": (K.CONSULTATION,),
    "4.2.3.3": (K.GUIDANCE,),
    "4.2.4.1": (K.CALIBRATION, K.CONSULTATION),
    "4.2.4.2": (K.GUIDANCE,),
    "4.2.4.3": (K.AGENCY, K.CALIBRATION),
    "4.2.5.1": (K.TESTING,),
    "4.2.5.2": (K.TESTING, K.AGENCY),
    "4.2.5.3": (K.GUIDANCE,),
    "4.2.6.1": (K.EQUIPMENT,),
    "4.2.6.2": (K.EQUIPMENT,),
    "4.2.6.3": (K.EXAM,),
    "4.2.7.1": (K.CONSULTATION,),
    "4.2.8.1": (K.CONSULTATION,),
    "4.2.8.2": (K.CONSULTATION,),
    "4.2.9": (K.CONSULTATION,),
}
"""The kinds that fit a clause, the usual one first; ``GENERAL`` fits all but ``WHOLE``."""

WHOLE = frozenset({"4.2.6.1"})
"""Clauses that are a row of steps: their records have the form for it, and are complete with every step."""

WORDS_OF_KIND = {"6S": K.SIX_S, "比对": K.COMPARISON, "咨询": K.CONSULTATION}
"""Where a clause has several, a word in the title of the item decides."""


def kinds_for(case: ServiceRequest) -> list[RecordKind]:
    """Return the kinds that fit a case, the likeliest first."""
    fitting = list(BY_CLAUSE.get(case.clause, ()))
    named = [kind for word, kind in WORDS_OF_KIND.items() if word in case.item_title and kind in fitting]
    ordered = [*named, *fitting, *([] if case.clause in WHOLE else [K.GENERAL])]
    return list(dict.fromkeys(ordered))


def kind_of(kind: str) -> Kind:
    """Return the form of a kind."""
    return KINDS[RecordKind(kind)]


KNOWN: dict[str, str] = {
    "product": wanting.PRODUCT,
    "standards": wanting.STANDARD,
    "parameters": wanting.PARAMETER,
    "category": wanting.EQUIPMENT,
}
"""Fields of records, and what of the case says the same: nobody is asked again for it."""


def known_of(case: ServiceRequest, kind: str) -> dict[str, Any]:
    """Return what a new record of a kind holds from the beginning."""
    values: dict[str, Any] = {}
    for each in kind_of(kind).fields:
        said = wanting.plain(case.details.get(KNOWN.get(each.name, "")))
        if said:
            values[each.name] = [said] if each.sort in {S.LINES, S.STANDARDS} else said
    return values
