"""Counting questions that found nothing: editors see what is missing, and nothing personal is kept."""

import re

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from onestop.search.analysis import normalise, words
from onestop.search.models import ZeroResultQuery

LONGEST = 100
_PERSONAL = re.compile(
    r"""
    [^\s@]+@[^\s@]+            # e-mail address, also a half one
    | (?:\d[\s-]?){10,}        # phone, identity card, bank card, order number, however grouped
    | \d{3,4}[\s-]\d{7,8}      # telephone with its area code
    | (?:https?:|www\.)        # links carry session keys
    """,
    re.VERBOSE,
)


def is_personal(text: str) -> bool:
    """Tell whether a question in normal form looks as if it named or numbered a person."""
    return _PERSONAL.search(text) is not None


def record(text: str) -> None:
    """Count a question that found nothing; what looks personal, is too long or holds no word is not kept.

    Args:
        text: the question as typed. Never raises: a page must not fail for a statistic.
    """
    normal = normalise(text)
    if not words(normal) or len(normal) > LONGEST or is_personal(normal):
        return
    try:
        with transaction.atomic():
            query, created = ZeroResultQuery.objects.get_or_create(text=normal)
            if not created:
                ZeroResultQuery.objects.filter(pk=query.pk).update(
                    count=F("count") + 1, last_seen=timezone.now()
                )
    except DatabaseError:
        return
