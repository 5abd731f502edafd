"""Institutions with certificates and accounts, and cases on their way to them."""

import datetime as dt
from typing import Any

from django.utils import timezone

from onestop.catalogue.organisations.choices import QualificationKind
from onestop.catalogue.organisations.models import CapabilityScope, Organisation
from onestop.catalogue.services.models import ServiceItemPage
from onestop.requests.matching import services as matching
from onestop.requests.serving import services as serving
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories.requests import acting, case
from onestop.tests.factories.services import service

STANDARD = "GB/T 5009.3—2025"


def day(offset: int) -> dt.date:
    """Return a day, counted from today."""
    return timezone.localdate() + dt.timedelta(offset)


def laboratory(
    name: str,
    *,
    standard: str = STANDARD,
    kind: str = QualificationKind.CMA,
    until: dt.date | None = None,
    username: str = "",
    **scope: Any,
) -> Organisation:
    """Return an institution with one certificate and one line of scope, and an account of its own."""
    place = network.provider(name=name)
    certificate = network.certificate(place, kind=kind, valid_until=until)
    fields = {"field": "食品", "standard_number": standard} | scope
    CapabilityScope.objects.create(qualification=certificate, **fields)
    network.account(username or f"账号{place.pk}", roles.PROVIDER, place)
    return place


def person_of(place: Organisation) -> Actor:
    """Return somebody who acts for an institution."""
    user = place.staff.get().user
    return Actor(user, frozenset({Role.PROVIDER}), place)


def testing_item(**fields: Any) -> Any:
    """Return a published item of testing that requires a CMA certificate."""
    station = network.station()
    given = {
        "title": "产品质量检验检测",
        "slug": "testing",
        "clause": "4.2.5.1",
        "kind": "testing",
        "required_qualification": QualificationKind.CMA,
    }
    network.certificate(station)
    return service(station, **{**given, **fields})


def matching_case(**fields: Any) -> ServiceRequest:
    """Return a case that is being matched, of an item of testing by ``STANDARD``."""
    item = (
        fields.pop("item", None) or ServiceItemPage.objects.filter(slug="testing").first() or testing_item()
    )
    given = {
        "item": item,
        "item_title": item.title,
        "clause": item.clause,
        "details": {"standard": STANDARD},
        "region": network.region(),
    }
    return case(**{"status": Status.MATCHING, **given, **fields})


AGENT = acting(Role.AGENT)
ENTERPRISE = acting(Role.ENTERPRISE)


def offered_to(place: Organisation, of: ServiceRequest | None = None) -> ServiceRequest:
    """Return a case that waits for an institution."""
    made = of or matching_case()
    matching.propose(made.pk, AGENT, {"provider": place})
    matching.consent(made.pk, ENTERPRISE, {"agree": True})
    made.refresh_from_db()
    return made


def taken_by(place: Organisation, of: ServiceRequest | None = None) -> ServiceRequest:
    """Return a case that an institution has taken."""
    made = offered_to(place, of)
    matching.take(made.pk, person_of(place), {})
    made.refresh_from_db()
    return made


def served_by(place: Organisation, of: ServiceRequest | None = None, **started: Any) -> ServiceRequest:
    """Return a case whose service an institution has begun."""
    made = taken_by(place, of)
    serving.start(made.pk, person_of(place), started)
    made.refresh_from_db()
    return made


def served_here(**fields: Any) -> ServiceRequest:
    """Return a case that its office serves itself, in a record of the general kind."""
    kind = fields.pop("kind", "")
    made = matching_case(**{"clause": "4.2.1.1", "details": {}, **fields})
    matching.serve_ourselves(made.pk, AGENT, {})
    serving.start(made.pk, AGENT, {"kind": kind})
    made.refresh_from_db()
    return made


def completed(**fields: Any) -> ServiceRequest:
    """Return a case whose service has ended."""
    made = served_here(**fields)
    serving.enter(made.pk, AGENT, {"text": "已到现场"})
    serving.complete(made.pk, AGENT, {"result": "已办好", "solved": True, "f_content": "讲解"})
    made.refresh_from_db()
    return made
