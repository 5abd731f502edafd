"""What matching attaches to the workflow: who sees a case that was handed over, actions, listeners."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from onestop.requests.matching import checking, choosing, doers, ending, forms, gaps, services, sharing
from onestop.requests.matching.models import Match
from onestop.requests.workflow import actions, events, roles
from onestop.requests.workflow.actions import Action
from onestop.requests.workflow.choices import Role


def of_provider(user: Any) -> "QuerySet[Any]":
    """Return the cases that the institutions of ``user`` were given."""
    rows = Match.objects.of_provider(user) if Role.PROVIDER in roles.roles_of(user) else Match.objects.none()
    return rows.values("case")


def of_expert(user: Any) -> "QuerySet[Any]":
    """Return the cases on which ``user`` was asked as an expert."""
    rows = Match.objects.of_expert(user) if Role.EXPERT in roles.roles_of(user) else Match.objects.none()
    return rows.values("case")


roles.register_way(Role.PROVIDER, of_provider)
roles.register_way(Role.EXPERT, of_expert)

events.listen("withdraw")(ending.on_withdraw)
events.listen("consent_withdrawn")(ending.on_consent_withdrawn)
events.listen("reopen")(ending.on_reopen)
events.listen("take", "serve_ourselves", "take_over")(gaps.on_served_here)

actions.register(
    Action(
        "begin_matching",
        services.begin_matching,
        forms.LookForm,
        weight=10,
        done=_("We have looked; the list is kept with the request."),
    ),
    Action(
        "ask_expert",
        services.ask_expert,
        choosing.ExpertForm,
        weight=20,
        done=_("The expert has been asked."),
    ),
    Action(
        "propose",
        services.propose,
        choosing.ProposeForm,
        weight=10,
        done=_("The enterprise is asked for its consent. Until then nothing is handed over."),
    ),
    Action(
        "serve_ourselves",
        services.serve_ourselves,
        forms.OurselvesForm,
        weight=20,
        done=_("The office serves it. Begin the service when you start."),
        when=checking.office_can,
        why_not=checking.why_office_cannot,
    ),
    Action("look_again", services.look_again, forms.LookForm, weight=30, done=_("We have looked again.")),
    Action(
        "consent",
        services.consent,
        forms.ConsentForm,
        weight=10,
        done=_("Thank you. We have asked the institution."),
    ),
    Action(
        "decline",
        services.decline,
        forms.DeclineForm,
        weight=20,
        done=_("We go on looking for another institution."),
    ),
    Action(
        "take_back",
        services.take_back,
        forms.ReasonForm,
        weight=40,
        done=_("Taken back. Propose another, or the same one again."),
    ),
    Action(
        "take",
        services.take,
        forms.TakeForm,
        weight=10,
        done=_("The request is yours now. Begin the service when you start."),
        when=doers.was_asked,
    ),
    Action(
        "give_back",
        services.give_back,
        forms.GiveBackForm,
        weight=20,
        done=_("Given back; the office looks for another institution."),
        when=doers.was_asked,
    ),
    Action(
        "shared",
        sharing.share,
        forms.ShareForm,
        weight=30,
        done=_("The expert can read it now. You can withdraw this at any time."),
        when=sharing.can_share,
    ),
    Action(
        "consent_withdrawn",
        sharing.withdraw,
        forms.WithdrawConsentForm,
        weight=90,
        done=_("Withdrawn; it works at once."),
        when=sharing.can_withdraw,
    ),
    Action(
        "expert_gives_back",
        services.expert_gives_back,
        forms.ReasonForm,
        weight=40,
        done=_("The office goes on without an answer of the expert."),
        when=doers.serves,
    ),
)
