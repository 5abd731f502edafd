"""Cases of one enterprise wherever somebody has to do something, for whoever looks at the pages."""

from onestop.requests.enterprises import people
from onestop.requests.enterprises.models import Membership
from onestop.requests.matching import services as matching
from onestop.requests.serving import escalating
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories import requests as make
from onestop.tests.factories.experts import make_expert
from onestop.tests.factories.requests_evaluation import completed
from onestop.tests.factories.requests_matching import AGENT, matching_case, served_by
from onestop.tests.factories.requests_world import World


def at_every_stage(world: World) -> None:
    """Make a case in each status in which a form waits for somebody; the status finds it again."""
    own = {"enterprise": world.enterprise, "enterprise_name": world.enterprise.name}
    lab = world.places["provider"]
    for status in (Status.SUBMITTED, Status.RETURNED):
        make.case(status, **own)
    matching_case(**own)
    matching.propose(matching_case(**own).pk, AGENT, {"provider": lab})
    served_by(lab, matching_case(**own))
    escalating.escalate(matching_case(**own).pk, AGENT, {"reason": "站里没有这项仪器"})
    make.member("colleague", world.enterprise, "member")
    people.invite(Membership.objects.get(user=world.users["own"]), note="质量部")
    expert = make_expert()
    expert.user = world.users["expert"]
    expert.save()
    matching.ask_expert(
        make.case(Status.ACCEPTED, **own).pk, AGENT, {"expert": expert, "question": "水分怎样检？"}
    )
    completed(lab, **own)


def number_of(status: str) -> str:
    """Return the number of the case in a status."""
    number = ServiceRequest.objects.filter(status=status).values_list("number", flat=True).get()
    assert number is not None
    return number
