"""Values of objectives that the platform reckons itself (``OBJECTIVE_FIGURES``)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from onestop.home import hooks as home_hooks
from onestop.home.institutions.models import Objective, Progress
from onestop.site import hooks


@dataclass(frozen=True, slots=True)
class Shown:
    """An objective with its value of today; ``reckoned``: by the platform, not typed in."""

    objective: Objective
    actual: Decimal | None
    progress: Progress
    reckoned: bool


def shown(objectives: Iterable[Objective]) -> list[Shown]:
    """Return ``objectives`` with their values; a figure that an app reckons goes before what was typed in."""
    known = {name: reckon for name, _label, reckon in hooks.collect(home_hooks.OBJECTIVE_FIGURES)}
    return [_shown(each, known.get(each.figure)) for each in objectives]


def _shown(objective: Objective, reckon: Any) -> Shown:
    value = reckon(objective.year) if reckon else None
    actual = objective.actual if value is None else Decimal(str(value))
    return Shown(objective, actual, objective.progress(actual), value is not None)
