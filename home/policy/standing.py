"""What is said of a policy wherever it is named: that it no longer counts, or does not yet (4.2.1.1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onestop.home.articles.around import Mark
from onestop.home.policy.choices import BADGES, ENDED, Validity
from onestop.site.page_cache import remember


def marks() -> Mapping[int, Mark]:
    """Return the badges of all policies that do not simply count today, by the keys of their pages.

    An interpretation is among them once nothing that it explains counts any more.
    """
    return remember(("home.policy.marks", get_language()), _marks)


def _marks() -> dict[int, Mark]:
    from onestop.home.policy.models import PolicyPage  # noqa: PLC0415 - its pages ask for the marks

    rows = PolicyPage.objects.live().with_validity().exclude(valid_now=Validity.VALID)
    states = {pk: Validity(state) for pk, state in rows.values_list("pk", "valid_now")}
    found = {pk: Mark(BADGES[state], str(state.label)) for pk, state in states.items()}
    ended = {pk for pk, state in states.items() if state in ENDED}
    if ended:
        word = Mark(BADGES[Validity.REPEALED], _("Explains what no longer counts"))
        found.update(dict.fromkeys(_explaining_only(ended), word))
    return found


def _explaining_only(ended: set[int]) -> Iterable[int]:
    """Return the interpretations that explain nothing but ``ended`` policies."""
    from onestop.home.policy.models import InterpretationPage  # noqa: PLC0415 - as above

    links = InterpretationPage.policies.through.objects
    pages = links.filter(policypage__in=ended).values("interpretationpage")
    explained: defaultdict[int, set[int]] = defaultdict(set)
    for page, policy in links.filter(interpretationpage__in=pages).values_list(
        "interpretationpage", "policypage"
    ):
        explained[page].add(policy)
    return [page for page, policies in explained.items() if policies <= ended]
