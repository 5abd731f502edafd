"""Who may open the page of a case: people of its enterprise, or whoever holds its signed link. Else 404."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from onestop.requests.filing import tokens
from onestop.requests.filing.models import Attachment
from onestop.requests.workflow import numbering
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest

OWN = frozenset({Role.ENTERPRISE, Role.VISITOR})
NEEDED = ("office", "item", "policy", "enterprise")


@dataclass(frozen=True, slots=True)
class Opened:
    """A case, as what one has opened it, the path of its page, and the token if that was by a link."""

    case: ServiceRequest
    actor: Actor
    base: str
    token: str = ""

    def file_url(self, file: Attachment) -> str:
        """Return the path of one of its files."""
        if self.token:
            return reverse("requests_case_file", args=[self.token, file.pk])
        return reverse("requests_file", args=[file.pk])


def by_number(user: Any, number: str) -> Opened:
    """Return the case ``number`` for somebody of its enterprise.

    Raises:
        Http404: There is none, or it is not theirs: the answer is the same.
    """
    known = numbering.read(number)
    found = ServiceRequest.objects.for_user(user).filter(number=known or "")
    case = found.filed().select_related(*NEEDED).first()
    if case is None or not (actor := Actor.of(user, case)).roles & OWN:
        raise Http404
    return Opened(case, actor, reverse("requests_my_case", args=[case.number]))


def by_token(token: str) -> Opened:
    """Return the case that a signed link opens.

    Raises:
        Http404: We did not sign it, or the case is gone.
    """
    found = tokens.find(token)
    if found is None:
        raise Http404
    case = ServiceRequest.objects.select_related(*NEEDED).get(pk=found.pk)
    return Opened(case, Actor.holder(), reverse("requests_case", args=[token]), token)
