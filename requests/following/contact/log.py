"""The log of contacts (解释、协调、联系): each with its way and time, read by the parties (4.3.4.1)."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from onestop.requests.workflow import moving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import Event
from onestop.requests.workflow.moving import Refused


class Way(models.TextChoices):
    """How one was in touch."""

    PHONE = "phone", gettext_lazy("Telephone")
    WECOM = "wecom", gettext_lazy("WeChat")
    VISIT = "visit", pgettext_lazy("contact", "Visit")
    WINDOW = "window", pgettext_lazy("contact", "At the window")
    ONLINE = "online", gettext_lazy("On the platform")


class With(models.TextChoices):
    """With whom."""

    ENTERPRISE = "enterprise", gettext_lazy("the enterprise")
    DOER = "doer", gettext_lazy("whoever serves")
    BOTH = "both", gettext_lazy("both of them")


def keep(name: str, pk: int, actor: Actor, data: Mapping[str, Any]) -> Event:
    """Write down a contact.

    Args:
        name: ``explained``, ``coordinated`` or ``contacted``; ``noted`` for the office alone.
        pk: The case.
        actor: Staff.
        data: ``text``, ``way``, ``whom``; ``happened_at`` and ``late_reason`` when it was earlier.

    Raises:
        Refused: The words are missing, or role or status do not allow it.
    """
    text = str(data.get("text") or "").strip()
    if not text:
        raise Refused({"text": [_("Write in a sentence what was said.")]})
    kept = {key: value for key in ("way", "whom") if (value := data.get(key))}
    return moving.note(
        pk,
        name,
        actor,
        text=text,
        data=kept,
        happened_at=data.get("happened_at"),
        late_reason=str(data.get("late_reason") or ""),
    )


def explain(pk: int, actor: Actor, data: Mapping[str, Any]) -> Event:
    """Explain something to the parties; as ``keep``."""
    return keep("explained", pk, actor, data)


def coordinate(pk: int, actor: Actor, data: Mapping[str, Any]) -> Event:
    """Bring the parties together; as ``keep``."""
    return keep("coordinated", pk, actor, data)


def contact(pk: int, actor: Actor, data: Mapping[str, Any]) -> Event:
    """Be in touch with the parties; as ``keep``."""
    return keep("contacted", pk, actor, data)


def note(pk: int, actor: Actor, data: Mapping[str, Any]) -> Event:
    """Leave a note for colleagues; as ``keep``."""
    return keep("noted", pk, actor, data)
