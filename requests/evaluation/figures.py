"""Satisfaction in figures, with the number of forms behind them (annex A, row “Numbers” of the spec).

* satisfaction = (very satisfied + satisfied) / valid forms, by the question on the whole (4)
* solved = yes / valid forms
* response = valid forms / invitations

Where there is nothing to divide by there is no figure: ``None``, shown as “—”, never 0 %.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from onestop.requests.evaluation.models import Evaluation, EvaluationInvitation, EvaluationQuerySet, Level
from onestop.requests.following.figures import Explained

NONE = "—"
FEWEST = 5
"""Fewer valid forms of one unit than this are shown as too few, without a percentage."""

FORMULAS: dict[str, tuple[str | Promise, str | Promise]] = {
    "satisfaction": (
        _("Satisfaction"),
        _("(very satisfied + satisfied) ÷ valid forms, by the question on the whole"),
    ),
    "solution": (_("Share solved"), _("“yes” ÷ valid forms")),
    "response": (_("Response"), _("valid forms ÷ forms asked for")),
}
"""Label and formula of each share, by its name in ``Figures``."""


def percent(part: int, whole: int) -> str:
    """Return a share in words, to a tenth; a dash where there is no whole."""
    if not whole:
        return NONE
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{share} %"


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts, from which everything else follows."""

    valid: int
    satisfied: int
    solved: int
    invited: int
    levels: dict[int, int]

    @property
    def satisfaction(self) -> str:
        """Return the satisfaction in words."""
        return percent(self.satisfied, self.valid)

    @property
    def solution(self) -> str:
        """Return the share of solved problems in words."""
        return percent(self.solved, self.valid)

    @property
    def response(self) -> str:
        """Return the share of answered invitations in words."""
        return percent(self.valid, self.invited)

    @property
    def mean(self) -> str:
        """Return the mean of the levels 4 to 1, secondary only."""
        if not self.valid:
            return NONE
        total = sum(level * count for level, count in self.levels.items())
        return str((Decimal(total) / self.valid).quantize(Decimal("0.01"), ROUND_HALF_UP))

    @property
    def is_too_few(self) -> bool:
        """Tell whether there are too few forms to show a share of one unit."""
        return self.valid < FEWEST


def explained() -> Iterator[Explained]:
    """Yield the shares of all evaluations with their formulas; too few forms are said, not reckoned."""
    found = reckon()
    wholes = {"satisfaction": found.valid, "solution": found.valid, "response": found.invited}
    for name, (label, formula) in FORMULAS.items():
        few = 0 < wholes[name] < FEWEST
        words = gettext("too few forms") if few else getattr(found, name)
        yield Explained(label, formula, words, wholes[name])


def reckon(
    evaluations: EvaluationQuerySet | None = None,
    invitations: QuerySet[EvaluationInvitation] | None = None,
) -> Figures:
    """Return the figures of ``evaluations``, all when left out, in two queries."""
    rows = Evaluation.objects.counted() if evaluations is None else evaluations.counted()
    by_level = {f"level_{level}": Count("pk", filter=Q(q4=level)) for level in Level.values}
    counts = rows.order_by().aggregate(
        valid=Count("pk"),
        satisfied=Count("pk", filter=Q(q4__gte=Level.SATISFIED)),
        solved=Count("pk", filter=Q(q5=True)),
        **by_level,
    )
    asked = EvaluationInvitation.objects.all() if invitations is None else invitations
    levels = {level: counts[f"level_{level}"] for level in Level.values}
    return Figures(counts["valid"], counts["satisfied"], counts["solved"], asked.count(), levels)
