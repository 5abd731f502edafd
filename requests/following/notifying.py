"""Telling people about a case: rows in the transaction of the event, sending after it (clause 4.3.4.1).

``tell(case, kind, to)`` is what other packages call. A row that was not sent, because the server died or a
mail server did not answer, is sent by ``manage.py tend_requests``; a step of the workflow never fails by it.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from onestop.catalogue.models import Organisation, StaffMember
from onestop.catalogue.organisations.choices import Kind as OrganisationKind
from onestop.requests.enterprises import consents, sms
from onestop.requests.enterprises.models import Membership
from onestop.requests.filing import again, refusing
from onestop.requests.following.models import Notification
from onestop.requests.following.models.notices import Channel, Delivery, NotificationQuerySet, To
from onestop.requests.following.notices import channels, quiet, words
from onestop.requests.following.notices.table import INSTEAD, KINDS, TOLD, Kind
from onestop.requests.matching.models import HANDED, Match
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import STAFF, Role, Status
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.site import roles

logger = logging.getLogger(__name__)

MOST_TRIES = 6
MOST_PEOPLE = 10
RESTS, REST_SECONDS = "requests.rests.%s", 60
FIRST_WAIT = dt.timedelta(minutes=5)
SIDES: dict[To, tuple[Role, ...]] = {
    To.ENTERPRISE: (Role.ENTERPRISE, Role.VISITOR),
    To.DOER: (Role.PROVIDER, Role.EXPERT),
    To.OFFICE: STAFF,
    To.CENTRE: (Role.HEAD,),
    To.SUPERVISOR: (Role.SUPERVISOR,),
    To.PROPOSER: (),
}
"""Who wrote an event is not told of it; an office is, of what another has done."""


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody by one channel: an account, an office, or (neither) the contact of the case."""

    channel: Channel
    user: Any = None
    office: Organisation | None = None


def of_event(case: ServiceRequest, event: Event, actor: Actor) -> None:  # noqa: ARG001 - a listener's
    """Tell whom the table names of ``event``; a listener of every event."""
    for to, kind in TOLD.get(event.name, ()):
        if kind == "received" and case.parent_id is not None and not again.is_again(case):
            continue  # a part of a request, or a need that was noted: the enterprise was told of the whole
        if event.name == "consent_withdrawn" and case.status == Status.EXPERT:
            continue  # the expert reads less again; nobody has to do anything
        if to == To.DOER and To.OFFICE in dict(TOLD[event.name]) and _serves_itself(case):
            continue  # it is told as the office
        if (
            event.role not in SIDES[to]
            or kind == "received"  # whoever has filed may close the page of the receipt
            or (to == To.OFFICE and _of_elsewhere(case, event))
        ):
            tell(case, kind, to, key=f"{case.pk}.{event.sequence}")


def on_consent_withdrawn(case: ServiceRequest, event: Event, _actor: Actor) -> None:
    """Tell the institution from which a consent was taken back, by mail: on the platform it sees nothing."""
    lost = Match.objects.filter(case=case, consent=event.data.get("consent"), outcome__in=HANDED)
    match = lost.filter(provider__isnull=False).select_related("provider").first()
    if match is not None and case.is_under_way:
        tell(case, "consent_lost", To.DOER, key=f"{case.pk}.{event.sequence}", office=match.provider)


def _serves_itself(case: ServiceRequest) -> bool:
    """Tell whether the office of the case is whoever serves it."""
    match = _handed(case)
    return match is not None and match.provider_id is not None and match.provider_id == case.office_id


def _of_elsewhere(case: ServiceRequest, event: Event) -> bool:
    """Tell whether staff of another office has done something to the case of this one."""
    return bool(event.office_id and case.office_id and event.office_id != case.office_id)


def tell(
    case: ServiceRequest,
    kind: str,
    to: str,
    *,
    link: str = "",
    key: str = "",
    office: Organisation | None = None,
) -> list[Notification]:
    """Tell ``to`` about ``case``, once for ``key``; it goes out when the transaction has been committed.

    Args:
        case: Which.
        kind: A name of ``notices.table.KINDS``.
        to: One of ``To``.
        link: Path of a link of its own (an evaluation's); the page of the case when left out.
        key: What it is about, so that it is told once: an event, a day; now when left out.
        office: An organisation that is told in the place of whom ``to`` finds, such as the other party.

    Returns:
        The notices that are new.
    """
    kind = INSTEAD.get((kind, case.resolution), kind)
    about = key or f"{case.pk}.{timezone.now().timestamp():.6f}"
    template = words.newest(kind)
    made = []
    for target in _targets(case, KINDS[kind], To(to), office):
        notice, is_new = Notification.objects.get_or_create(
            key=_key(about, kind, to, target),
            defaults={
                "case": case,
                "kind": kind,
                "to": to,
                "user": target.user,
                "office": target.office,
                "channel": target.channel,
                "template": template,
                "not_before": _when(KINDS[kind], target),
            },
        )
        if is_new:
            if link and target.channel != Channel.IN_SITE:
                notice.link = link
                notice.save(update_fields=["link_sealed"])
            made.append(notice)
    if keys := [notice.pk for notice in made]:
        # No partial: it has no name, for which Django asks when it logs what failed.
        transaction.on_commit(lambda: send_now(keys), robust=True)
    return made


def _key(about: str, kind: str, to: str, target: Target) -> str:
    whom = f"u{target.user.pk}" if target.user else f"o{target.office.pk}" if target.office else "c"
    return f"{about}.{kind}.{to}.{whom}.{target.channel}"


def _when(kind: Kind, target: Target) -> dt.datetime:
    if kind.at_once or target.channel == Channel.IN_SITE:
        return timezone.now()
    return quiet.not_before()


def _targets(
    case: ServiceRequest, kind: Kind, to: To, office: Organisation | None = None
) -> Iterator[Target]:
    for target in _of_office(office) if office else FINDS[to](case):
        if target.channel in kind.channels:
            yield target


def _enterprise(case: ServiceRequest) -> Iterator[Target]:
    """Yield the accounts of the enterprise, and the contact of the case."""
    members = Membership.objects.current().filter(enterprise=case.enterprise_id, user__is_active=True)
    # As long as the licence was not compared, somebody sees the own cases only (``enterprises.attach``).
    people = (members.confirmed() | members.filter(user=case.filed_by_id)).distinct()
    known = set()
    for each in people.select_related("user__person")[:MOST_PEOPLE] if case.enterprise_id else ():
        yield Target(Channel.IN_SITE, each.user)
        if each.user.email and getattr(getattr(each.user, "person", None), "reminders", True):
            known.add(each.user.email.casefold())
            yield Target(Channel.EMAIL, each.user)
    if consents.without_notice().filter(case=case).exists():
        return
    if case.email_sealed and case.email.casefold() not in known:
        yield Target(Channel.EMAIL)
    if sms.reaches(case.phone):
        yield Target(Channel.SMS)


def must_be_called(case: ServiceRequest) -> bool:
    """Tell whether nothing that the platform sends reaches the enterprise, and it may be called instead."""
    if not case.phone or case.email or sms.reaches(case.phone):
        return False
    return not any(_enterprise(case)) and not consents.without_notice().filter(case=case).exists()


def _doer(case: ServiceRequest) -> Iterator[Target]:
    """Yield whoever has been given the case: the institution and its people, or the expert."""
    match = _handed(case)
    if match is None:
        return
    if match.provider:
        yield from _of_office(match.provider)
    elif match.expert and match.expert.user:
        yield Target(Channel.IN_SITE, match.expert.user)
        if match.expert.user.email:
            yield Target(Channel.EMAIL, match.expert.user)


def _office(case: ServiceRequest) -> Iterator[Target]:
    """Yield the office; by e-mail only whoever has the case in hand."""
    if case.office is None:
        return
    yield Target(Channel.IN_SITE, office=case.office)
    if case.handler and case.handler.user and case.handler.user.email:
        yield Target(Channel.EMAIL, case.handler.user)
    if settings.WECOM_WEBHOOK_URL:
        yield Target(Channel.WECOM, office=case.office)


def _centre(case: ServiceRequest) -> Iterator[Target]:  # noqa: ARG001 - the others' signature
    centre = Organisation.objects.filter(kind=OrganisationKind.CENTRE).order_by("pk").first()
    if centre is None:
        return
    yield from _of_office(centre)
    if settings.WECOM_WEBHOOK_URL:
        yield Target(Channel.WECOM, office=centre)


def _supervisor(case: ServiceRequest) -> Iterator[Target]:  # noqa: ARG001 - the others' signature
    """Yield the people of the supervising authority."""
    people = get_user_model().objects.filter(groups__name=roles.SUPERVISOR, is_active=True).order_by("pk")
    for user in people[:MOST_PEOPLE]:
        yield Target(Channel.IN_SITE, user)
        if user.email:
            yield Target(Channel.EMAIL, user)


def _proposer(case: ServiceRequest) -> Iterator[Target]:
    """Yield who has proposed not to accept the case, the last if there were several."""
    proposal = case.events.filter(name=refusing.PROPOSED).select_related("actor").last()
    if proposal and proposal.actor:
        yield Target(Channel.IN_SITE, proposal.actor)
        if proposal.actor.email:
            yield Target(Channel.EMAIL, proposal.actor)


def _handed(case: ServiceRequest) -> Match | None:
    """Return the last match by which somebody was given the case and still reads it."""
    rows = Match.objects.filter(case=case, outcome__in=HANDED, closed_to_doer=False)
    return rows.select_related("provider", "expert__user").order_by("-pk").first()


FINDS: dict[To, Callable[[ServiceRequest], Iterator[Target]]] = {
    To.ENTERPRISE: _enterprise,
    To.DOER: _doer,
    To.OFFICE: _office,
    To.CENTRE: _centre,
    To.SUPERVISOR: _supervisor,
    To.PROPOSER: _proposer,
}


def _of_office(office: Organisation) -> Iterator[Target]:
    yield Target(Channel.IN_SITE, office=office)
    staff = StaffMember.objects.current().filter(organisation=office, user__is_active=True)
    for each in staff.exclude(user__email="").select_related("user")[:MOST_PEOPLE]:
        yield Target(Channel.EMAIL, each.user)


def send_now(keys: list[int]) -> int:
    """Send those of these notices that may go out now; return how many went.

    Somebody waits for the answer: a channel that has just failed is not asked again by whoever comes next.
    """
    waiting = Notification.objects.waiting().filter(pk__in=keys).order_by("pk")
    return sum(
        _send(pk) for pk, channel in waiting.values_list("pk", "channel") if not cache.get(RESTS % channel)
    )


def send_waiting(most: int = 500) -> int:
    """Send what is waiting and may go out now: after quiet hours, after a failure, after a crash."""
    return sum(
        _send(pk) for pk in Notification.objects.waiting().order_by("pk").values_list("pk", flat=True)[:most]
    )


def _send(pk: int) -> int:
    """Send one, whoever else tries at the same time; return 1 if it went out."""
    with transaction.atomic():
        notice = (
            Notification.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(pk=pk, state=Delivery.WAITING)
            .select_related("case", "user", "office", "template")
            .first()
        )
        if notice is None:
            return 0
        notice.tries += 1
        try:
            channels.send(notice, words.of_notice(notice))
        except channels.NoAddress:
            notice.state, notice.link = Delivery.DROPPED, ""
        except channels.NotSent as error:
            _later(notice, str(error))
        except Exception as error:  # noqa: BLE001 - an operator's own gateway may raise anything: the step stands
            logger.warning("notice %s: %s", notice.pk, type(error).__name__)
            _later(notice, type(error).__name__)
        else:
            notice.state, notice.sent_at, notice.fault = Delivery.SENT, timezone.now(), ""
            notice.link = ""
        notice.save()
    return int(notice.state == Delivery.SENT)


def _later(notice: Notification, fault: str) -> None:
    """Try again after 5, 10, 20 … minutes; after ``MOST_TRIES`` no more."""
    cache.set(RESTS % notice.channel, True, REST_SECONDS)
    notice.fault = fault[:60]
    if notice.tries >= MOST_TRIES:
        notice.state, notice.link = Delivery.FAILED, ""
        return
    notice.not_before = quiet.not_before(timezone.now() + FIRST_WAIT * 2 ** (notice.tries - 1))


def read(user: Any, case: ServiceRequest) -> None:
    """Note that ``user`` has opened ``case``: its notices on the platform are read."""
    read_all(Notification.objects.in_site_for(user).unread().filter(case=case))


def read_all(notices: NotificationQuerySet) -> int:
    """Note that all of ``notices`` are read; return how many."""
    return notices.update(read_at=timezone.now(), state=Delivery.READ)
