"""Which experts could answer a case, the most fitting first, with reasons (clause 4.3.3.1)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from onestop.catalogue.experts.models import Expert
from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.matching.wanting import wish_of
from onestop.requests.workflow.models import ServiceRequest

CATEGORY = 40
STANDARD = 40
FIELD = 20
CATEGORY_PARTS = 3


@dataclass(frozen=True, slots=True)
class ExpertCandidate:
    """An expert held against a case."""

    expert: Expert
    score: int
    reasons: tuple[str, ...]
    can_answer: bool

    @property
    def title(self) -> str:
        """Return name and title, for staff."""
        return " ".join(part for part in (self.expert.name, self.expert.professional_title) if part)


def candidates(case: ServiceRequest) -> list[ExpertCandidate]:
    """Return the experts whose term holds today, those first that can answer and know most of it."""
    gave_back = set(
        Match.objects.filter(case=case, method=Method.EXPERT, outcome=Outcome.RETURNED).values_list(
            "expert", flat=True
        )
    )
    experts = Expert.objects.matchable().prefetch_related("categories", "fields", "competences")
    rows = [_hold_against(case, expert, expert.pk in gave_back) for expert in experts]
    return sorted(rows, key=lambda row: (not row.can_answer, -row.score, row.expert.name))


def _hold_against(case: ServiceRequest, expert: Expert, gave_back: bool) -> ExpertCandidate:  # noqa: FBT001
    score, reasons, wish = 0, [], wish_of(case)
    category = ".".join(case.clause.split(".")[:CATEGORY_PARTS])
    if category and category in {each.code for each in expert.categories.all()}:
        score += CATEGORY
        reasons.append(_("can be asked for this category"))
    number = wish.wanted.standard
    if number and number.base_key in {each.base_key for each in expert.competences.all()}:
        score += STANDARD
        reasons.append(_("knows %(standard)s") % {"standard": wish.standard})
    text = f"{case.description} {case.item_title}"
    known = [field.name for field in expert.fields.all() if field.name in text]
    if known:
        score += FIELD
        reasons.append(_("knows about %(fields)s") % {"fields": "、".join(known)})
    obstacles = _obstacles(case, expert, gave_back)
    return ExpertCandidate(expert, score, (*reasons, *obstacles), not obstacles)


def _obstacles(case: ServiceRequest, expert: Expert, gave_back: bool) -> list[str]:  # noqa: FBT001
    found = []
    if expert.user is None or not expert.user.is_active:
        found.append(_("has no account, so cannot answer here"))
    if expert.employer and expert.employer == case.enterprise_name:
        found.append(_("works for the enterprise that asks"))
    if gave_back:
        found.append(_("could not answer this"))
    return found
