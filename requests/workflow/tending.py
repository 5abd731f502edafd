"""What the platform does by itself when time passes; ``manage.py tend_requests`` runs it."""

import logging
from collections.abc import Callable

from django.db import transaction

logger = logging.getLogger(__name__)

Rule = Callable[[], int]
_rules: dict[str, Rule] = {}


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register a rule: it does what is due, once, and returns to how many cases; again, it does nothing."""

    def decorate(function: Rule) -> Rule:
        _rules[name] = function
        return function

    return decorate


def tend() -> dict[str, int | None]:
    """Run every rule; return what each did, ``None`` for one that failed. One that fails stops no other."""
    done: dict[str, int | None] = {}
    for name, function in _rules.items():
        try:
            with transaction.atomic():
                done[name] = function()
        except Exception:
            logger.exception("rule %s failed", name)
            done[name] = None
    return done
