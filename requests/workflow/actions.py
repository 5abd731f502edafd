"""What people can press on the page of a case: a form and the service function behind it, by step.

Packages register theirs in ``attach.py``; the staff's case page, the enterprise's room and the holder's page
show those that ``permissions`` allows and hand the filled form to ``perform``. One mechanism for all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.permissions import may
from onestop.requests.workflow.table import SIDE, label_of

DASHES = "---------"
"""What Django writes where nothing is chosen."""


class ActionForm(forms.Form):
    """The form of an action; it knows the case and who fills it in.

    ``requests/components/action_form.html`` shows it. Cleaned data goes to ``perform`` as it is.

    Attributes:
        chosen_by: The field that decides which others there are. The desk takes it from the address, so that
            it is chosen by a link, before anything is typed.
    """

    chosen_by = ""

    def __init__(self, *args: Any, case: ServiceRequest, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.actor = case, actor
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.empty_label == DASHES:
                field.empty_label = _("Please choose")


@dataclass(frozen=True, slots=True)
class Action:
    """A step that people can take.

    Attributes:
        name: Name of a transition or a side event.
        perform: ``f(pk, actor, data)``: the service function; raises ``moving.Refused``.
        form: What is asked; an empty form asks for nothing but the confirmation.
        weight: The lower, the sooner it is offered; the first is the one right next action.
        done: What is said afterwards, as a person would.
        where: Roles on whose pages it is offered, if fewer than may do it.
        template: A template of its own for the form, if the common one does not do.
        when: Whether it makes sense for this actor and case, beyond what the table says.
        why_not: What is said where ``when`` says no, to who had the form open already.
        leads_to: The page that follows for the enterprise, of what ``perform`` returned; else the case's own.
    """

    name: str
    perform: Callable[[int, Actor, dict[str, Any]], Any]
    form: type[ActionForm] = ActionForm
    weight: int = 100
    done: str | Promise = ""
    where: tuple[Role, ...] = ()
    template: str = ""
    when: Callable[[Actor, ServiceRequest], bool] | None = None
    why_not: Callable[[ServiceRequest], str] | None = None
    leads_to: Callable[[Any], str] | None = None

    @property
    def label(self) -> str | Promise:
        """Return the verb on its button."""
        return label_of(self.name)


_actions: dict[str, Action] = {}


def register(*actions: Action) -> None:
    """Offer ``actions`` where they are allowed."""
    _actions.update({action.name: action for action in actions})


def find(name: str) -> Action | None:
    """Return the action of this name."""
    return _actions.get(name)


def offered(actor: Actor, case: ServiceRequest) -> list[Action]:
    """Return what ``actor`` can do to ``case`` now, the most fitting first."""
    able = [each for each in _actions.values() if _fits(each, actor, case)]
    return sorted(able, key=lambda each: (each.name in SIDE, each.weight, each.name))


def _fits(action: Action, actor: Actor, case: ServiceRequest) -> bool:
    answer = may(actor, action.name, case)
    if not answer or (action.where and answer.role not in action.where):
        return False
    return action.when is None or action.when(actor, case)
