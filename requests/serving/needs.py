"""A new need that comes up during a service: a request of its own, linked to the one it came of (4.3.2.3)."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from onestop.requests.filing import services as filing
from onestop.requests.filing.splitting import part_of
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Channel, Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused, locked, note
from onestop.requests.workflow.permissions import may

Data = dict[str, Any]


@transaction.atomic
def new_need(pk: int, actor: Actor, data: Data) -> ServiceRequest:
    """Side event ``new_need``: file what the enterprise needs further; nothing known is asked again.

    An institution files nothing itself: the platform does, and both cases say who noted it.

    Args:
        pk: The case inside which it came up.
        actor: Whoever serves or receives.
        data: ``description``; ``item``, if it is known; ``submission``: one press makes one request.

    Returns:
        The new case.
    """
    words = str(data.get("description") or "").strip()
    if not words:
        raise Refused({"description": [_("Write in a few words what is needed further.")]})
    case = locked(pk)
    filer = actor if may(actor, "draft", None) and Role.EXPERT not in actor.roles else SYSTEM
    own = {"channel": Channel.SERVICE, "description": words, "item": data.get("item")}
    kept = part_of(case, **own, submission=data.get("submission") or uuid.uuid4())
    text = _("Noted during the service of %(number)s.") % {"number": case.number}
    draft = filing.create_draft(filer, kept)
    child = filing.submit(draft.pk, filer, {"text": text})
    words_of_parent = _("New request %(number)s: %(words)s") % {"number": child.number, "words": words}
    note(pk, "new_need", actor, text=words_of_parent, data={"child": child.pk, "number": child.number})
    return child
