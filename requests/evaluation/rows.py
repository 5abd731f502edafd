"""Whose the evaluations of a case are, and what follows from them (matrix 5.3): one rule, fails closed."""

from typing import Any

from django.db.models import Q

from onestop.catalogue.organisations.querysets import organisations_of
from onestop.requests.workflow import roles


def theirs(user: Any, doer: str) -> Q:
    """Return what ``user`` reads of the cases that ``user`` may read.

    Office, centre and authority read all of a case; whoever served reads what is about the own service, and
    neither what was said of the centre's coordination nor of the institution before.

    Args:
        user: Who reads.
        doer: The field that names whom it is about.
    """
    if roles.sees_all_cases(user):
        return Q()
    own = organisations_of(user)
    served = Q(**{f"{doer}__in": own})
    return served | Q(case__office__in=own) if roles.of_office(user) else served
