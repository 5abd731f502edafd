"""Every address of the requests app, filled in for one case, as an account of any role would ask for it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from onestop.requests.enterprises import looking
from onestop.requests.enterprises.models import AccessLog, Membership, PrivacyNotice
from onestop.requests.evaluation import tokens as evaluations
from onestop.requests.filing import tokens
from onestop.requests.following.models import CallBack, Notification
from onestop.requests.following.models.notices import Channel, To
from onestop.requests.following.notices.table import KINDS
from onestop.requests.supervision import complaining
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import CalendarDay, SLAPolicy
from onestop.tests.factories.requests_world import World

PREFIX = "requests_"


def names() -> list[str]:
    """Return the names of all addresses of the app, as the URL conf has them."""
    return sorted({name for name in _names(get_resolver().url_patterns) if name.startswith(PREFIX)})


def _names(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def furnish(world: World) -> None:
    """Have a row where a register would be empty."""
    actor = Actor.of(world.users["agent"], world.case)
    looking.look(actor, world.case, ["phone"])
    to_whom = {"to": To.ENTERPRISE, "channel": Channel.IN_SITE, "user": world.users["own"]}
    Notification.objects.create(case=world.case, kind="submit", key="one", **to_whom)
    SLAPolicy.objects.get_or_create(valid_from="2026-01-01", defaults={"name": "示例时限"})
    CalendarDay.objects.get_or_create(day="2026-10-10", defaults={"name": "示例", "is_working": True})


def addresses(world: World) -> dict[str, str]:
    """Return the address of each name for the world's case."""
    args = _arguments(world)
    return {name: reverse(name, args=_args_of(name, args, world)) for name in names()}


def _args_of(name: str, args: dict[str, list[Any]], world: World) -> list[Any]:
    if "_modeladmin_" in name:
        register, _rest, action = name.removeprefix(PREFIX).partition("_modeladmin_")
        return [] if action in {"index", "create"} else [_rows(world)[register]]
    return args.get(name, [])


def _rows(world: World) -> dict[str, int]:
    """Return the key of a row of each register, of the case where there is one."""
    case = world.case
    assert world.item is not None
    return {
        "enterprises": world.enterprise.pk,
        "notices": PrivacyNotice.objects.values_list("pk", flat=True)[0],
        "callback": CallBack.objects.filter(case=case).values_list("pk", flat=True)[0],
        "notification": Notification.objects.filter(case=case).values_list("pk", flat=True)[0],
        "evaluation": case.evaluations.values_list("pk", flat=True)[0],
        "rectification": case.rectifications.values_list("pk", flat=True)[0],
        "complaint": world.complaint.pk,
        "dispute": case.disputes.values_list("pk", flat=True)[0],
        "archives": world.item.archive_id,
        "looks": AccessLog.objects.values_list("pk", flat=True)[0],
        "cases": case.pk,
        "slapolicy": SLAPolicy.objects.values_list("pk", flat=True)[0],
        "calendarday": CalendarDay.objects.values_list("pk", flat=True)[0],
    }


def _arguments(world: World) -> dict[str, list[Any]]:
    """Return the arguments of the addresses that have some."""
    case, token = world.case, tokens.make(world.case)
    assert world.item is not None
    number, archive, file = case.number, world.item.archive_id, case.attachments.order_by("pk")[0].pk
    member = Membership.objects.get(user=world.users["filer"]).pk
    evaluation = evaluations.make(case.invitations.get(is_main=True))
    return {
        "requests_archive": [archive],
        "requests_archive_take": [archive],
        "requests_archive_item": [archive, number],
        "requests_my_archive_item": [number],
        "requests_text": [next(iter(KINDS))],
        "requests_next_version": [SLAPolicy.objects.values_list("pk", flat=True)[0]],
        "requests_case_desk": [number],
        "requests_desk_contact": [number],
        "requests_desk_print": [number],
        "requests_desk_print_record": [number, case.records.get().pk],
        "requests_desk_print_form": [number, case.evaluations.get().pk],
        "requests_desk_action": [number, "noted"],
        "requests_invitation": ["no-such-token"],
        "requests_take_back": [1],
        "requests_remove": [member],
        "requests_set_role": [member],
        "requests_withdraw_consent": [case.consents.order_by("pk")[0].pk],
        "requests_again": [token],
        "requests_receipt": [number],
        "requests_file": [file],
        "requests_case_file": [token, file],
        "requests_my_case": [number],
        "requests_my_action": [number, "message"],
        "requests_calendar": ["no-such-token"],
        "requests_case_calendar": [token],
        "requests_case": [token],
        "requests_action": [token, "message"],
        "requests_evaluate": [evaluation],
        "requests_evaluate_paper": [evaluation],
        "requests_complaint_desk": [world.complaint.pk],
        "requests_complaint": [complaining.token(world.complaint)],
    }
