"""Figures with their formulas: n of n, “—” where there is nothing to count (clauses 4.3.4.1 ⑤, 4.1.3 ②)."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, F, Min, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onestop.requests.following.models import CallBack
from onestop.requests.following.models.calls import CallOutcome
from onestop.requests.workflow import clock
from onestop.requests.workflow.choices import SERVED, Stage
from onestop.requests.workflow.models import ServiceRequest, SLAPolicy
from onestop.requests.workflow.querysets import RequestQuerySet

TENTH = Decimal("0.1")
NONE = "—"
DECISIONS = ("accept", "return", "refuse")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """Return it in percent to one place, half up; ``None`` of nothing."""
        if not self.whole:
            return None
        return (Decimal(self.part) * 100 / Decimal(self.whole)).quantize(TENTH, ROUND_HALF_UP)

    @property
    def words(self) -> str:
        """Return it as it is printed."""
        return NONE if self.percent is None else f"{self.percent} %"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first up to and with the last."""

    first: dt.date
    last: dt.date

    @property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """Return where it begins and where the next one does."""
        start, after = self.first, self.last + dt.timedelta(1)
        return tuple(timezone.make_aware(dt.datetime.combine(day, dt.time())) for day in (start, after))  # type: ignore[return-value]

    @classmethod
    def month(cls, day: dt.date | None = None) -> "Span":
        """Return the month of ``day``, of today when left out."""
        first = (day or timezone.localdate()).replace(day=1)
        return cls(first, (first + dt.timedelta(31)).replace(day=1) - dt.timedelta(1))

    @classmethod
    def year(cls, year: int) -> "Span":
        """Return a calendar year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Counted:
    """What a span has brought.

    Attributes:
        received: Requests that were submitted in it.
        completed: Requests whose service ended in it.
        in_time: Of those that ended in it and had a promised day, those that ended on that day or before.
        samples: How many of all that were looked at are sample data.
    """

    received: int
    completed: int
    in_time: Share
    samples: int = 0


def counted(span: Span, cases: RequestQuerySet | None = None) -> Counted:
    """Return what ``span`` has brought, of all that were filed or of ``cases``, in one query."""
    start, after = span.moments
    base = ServiceRequest.objects.filed() if cases is None else cases
    ended = Q(status__in=SERVED, completed_at__gte=start, completed_at__lt=after)
    promised = ended & Q(promised_on__isnull=False)
    found = (
        base.order_by()
        .annotate(ended_on=TruncDate("completed_at"))
        .aggregate(
            received=Count("pk", filter=Q(submitted_at__gte=start, submitted_at__lt=after)),
            completed=Count("pk", filter=ended),
            promised=Count("pk", filter=promised),
            kept=Count("pk", filter=promised & Q(ended_on__lte=F("promised_on"))),
            samples=Count("pk", filter=Q(is_sample=True)),
        )
    )
    return Counted(
        found["received"], found["completed"], Share(found["kept"], found["promised"]), found["samples"]
    )


def in_time(span: Span) -> Share:
    """Return how much of what ended in ``span`` was on time (按时办结率)."""
    return counted(span).in_time


def accepted_in_time(span: Span) -> Share:
    """Return of how many requests of ``span`` the first decision came within the limit (及时受理率).

    Counted are those that were decided (accepted, sent back, refused), and those that were not although their
    limit is over; the decision is the first of these events. Sample requests are left out of no figure.
    """
    start, after = span.moments
    first = Min("events__happened_at", filter=Q(events__name__in=DECISIONS))
    found = ServiceRequest.objects.filed().filter(submitted_at__gte=start, submitted_at__lt=after)
    rows = found.annotate(decided=first).values_list("submitted_at", "decided", "policy")
    limits = _accept_limits()
    part = whole = 0
    today = timezone.localdate()
    for submitted, decided, policy in rows.iterator():
        due = _due(timezone.localdate(submitted), limits.get(policy) or limits[None])
        if decided is None and due >= today:
            continue
        whole += 1
        part += decided is not None and timezone.localdate(decided) <= due
    return Share(part, whole)


def _accept_limits() -> dict[int | None, tuple[int, bool]]:
    policies: Iterable[SLAPolicy] = SLAPolicy.objects.prefetch_related("limits")
    return {None: clock.limits_of(None)[Stage.ACCEPT]} | {
        policy.pk: clock.limits_of(policy)[Stage.ACCEPT] for policy in policies
    }


def _due(day: dt.date, limit: tuple[int, bool]) -> dt.date:
    length, calendar = limit
    return day + dt.timedelta(length) if calendar else clock.add_working_days(day, length)


def called_back(span: Span, office: int | None = None) -> Share:
    """Return how many call-backs due in ``span`` were done, unreachable ones among them (4.3.4.2)."""
    due = CallBack.objects.filter(due_on__gte=span.first, due_on__lte=min(span.last, timezone.localdate()))
    due = due.exclude(outcome=CallOutcome.DROPPED)
    if office is not None:
        due = due.filter(case__office=office)
    return Share(due.exclude(outcome=CallOutcome.OPEN).count(), due.count())


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on the home page."""

    value: str
    label: str | Promise
    note: str = ""


Maker = Callable[[], Shown | None]
_makers: dict[str, Maker] = {}


def register(name: str, maker: Maker) -> None:
    """Have a later package bring a figure for the home page (``satisfaction`` takes the third place)."""
    _makers[name] = maker


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure over all that there has been, with its formula and what it is divided by."""

    label: str | Promise
    formula: str | Promise
    words: str
    whole: int


Explainer = Callable[[], Iterable[Explained]]
_explainers: list[Explainer] = []


def explain(explainer: Explainer) -> None:
    """Have a later package bring figures with their formulas for ``/progress/figures/``."""
    _explainers.append(explainer)


def explained() -> list[Explained]:
    """Return the figures of later packages, as they are now."""
    return [figure for explainer in _explainers for figure in explainer()]


def of_home() -> list[Shown]:
    """Return three honest figures: under way, completed this month, and how well; none without data."""
    month = Span.month()
    board = ServiceRequest.objects.on_board()
    if not board.exists():
        return []
    brought = counted(month, board)
    sample = _("sample data") if brought.samples else ""
    shown = [
        Shown(str(board.under_way().count()), gettext_lazy("under way now"), sample),
        Shown(str(brought.completed), gettext_lazy("completed this month"), sample),
    ]
    last = next((found for maker in _makers.values() if (found := maker())), None) or _on_time(
        brought.in_time
    )
    if last is None:
        return shown
    return [*shown, replace(last, note=" · ".join(filter(None, [last.note, sample])))]


def _on_time(share: Share) -> Shown | None:
    if share.percent is None:
        return None
    return Shown(share.words, gettext_lazy("on time this month"), _("n = %(n)s") % {"n": share.whole})
