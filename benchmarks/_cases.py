"""Very many cases, written by the database itself: an office, people, matches and events to each."""

import datetime as dt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onestop.catalogue.models import Organisation

STATIONS = 20
OPEN_SHARE = 12
"""Of a hundred cases so many are not finished: far more than an office that keeps its promises has."""

EVENTS = 4
STAGES = {
    "submitted": "accept",
    "returned": "accept",
    "accepted": "match",
    "matching": "match",
    "consent": "match",
    "offered": "take",
    "matched": "start",
    "expert": "answer",
    "serving": "serve",
    "waiting": "serve",
    "sample": "serve",
    "escalated": "decide",
    "to_evaluate": "evaluate",
}
"""Statuses of the open cases, each as frequent as the others, and the time limit that runs in them."""

SERVED = ("offered", "matched", "expert", "serving", "waiting", "sample")

CASES = """
INSERT INTO requests_servicerequest (
    number, submission, status, resolution, visibility, channel, enterprise_name, credit_code, contact_sealed,
    phone_sealed, email_sealed, phone_print, item_title, clause, description, details, office_id,
    office_reason, hand_overs, is_important, important_reason, notice_version, stage, stage_since,
    stage_due_on, created_at, updated_at, submitted_at, moved_at, touched_at, completed_at, archived_at,
    chain_length, chain_head, is_sample)
SELECT
    'HM-' || to_char(day, 'YYYYMMDD') || '-' || lpad(n::text, 6, '0') || '-0',
    gen_random_uuid(), status, CASE WHEN stage IN ('', 'evaluate') THEN 'solved' ELSE '' END,
    'public', 'column',
    '示例企业' || n %% 5000, '', '', '', '', md5((n %% 5000)::text), '示例事项' || n %% 30,
    '4.2.5.1', '示例需求', '{}', (%(offices)s::bigint[])[1 + n %% %(count)s],
    '', 0, false, '', 'benchmark', stage,
    CASE WHEN stage = '' THEN NULL ELSE day END,
    CASE WHEN stage = '' THEN NULL ELSE %(today)s::date + (n %% 21) - 6 END,
    day, day, day, day, day,
    CASE WHEN stage = '' THEN day END, CASE WHEN stage = '' THEN day END, %(events)s, '', true
FROM (
    SELECT n, %(now)s::timestamptz - (n %% 700) * interval '1 day' AS day,
        CASE WHEN n %% 100 < %(open)s THEN (%(statuses)s::text[])[1 + n %% %(kinds)s]
            ELSE 'archived' END AS status,
        CASE WHEN n %% 100 < %(open)s THEN (%(stages)s::text[])[1 + n %% %(kinds)s] ELSE '' END AS stage
    FROM generate_series(1, %(rows)s) AS n) AS made
"""
MATCHES = """
INSERT INTO requests_match (
    case_id, method, provider_id, expert_id, outcome, reason, check_result, candidates, consent_id,
    return_reason, proposed_at, closed_to_doer, question, told_by_sealed, told_way)
SELECT id, CASE WHEN status = 'expert' THEN 'expert' ELSE 'provider' END,
    CASE WHEN status = 'expert' THEN NULL ELSE %(provider)s END,
    CASE WHEN status = 'expert' THEN %(expert)s END,
    CASE WHEN status IN ('offered', 'expert') THEN 'asked' ELSE 'taken' END, '', '{}',
    '[]', CASE WHEN status = 'expert' THEN NULL ELSE %(consent)s END, '', submitted_at, false,
    '', '', ''
FROM requests_servicerequest WHERE status = ANY(%(served)s::text[])
"""
HAPPENED = """
INSERT INTO requests_event (
    case_id, sequence, name, source, target, role, happened_at, recorded_at, late_reason, audience, text,
    data, previous_hash, hash)
SELECT id, sequence, 'submit', '', 'submitted', 'agent', submitted_at, submitted_at, '', 'public', '', '{}',
    '', ''
FROM requests_servicerequest CROSS JOIN generate_series(1, %(events)s) AS sequence
"""


def fill(rows: int) -> dict[str, Any]:
    """Write ``rows`` cases of a network of a centre and its stations.

    Returns:
        An account for each role that has a queue, by a word for it.
    """
    from django.db import connection  # noqa: PLC0415 - Django must have been set up
    from django.utils import timezone  # noqa: PLC0415

    from onestop.catalogue.models import Expert  # noqa: PLC0415
    from onestop.requests.enterprises.models import ConsentRecord  # noqa: PLC0415

    centre, stations, provider = _network()
    offices = [centre.pk, *(station.pk for station in stations)]
    consent = ConsentRecord.objects.create(purpose="hand_over", receiver=provider)
    people = _people(centre, stations[0], provider)
    expert = Expert.objects.create(name="示例专家", user=people["expert"])
    given = {
        "rows": rows,
        "offices": offices,
        "count": len(offices),
        "today": timezone.localdate(),
        "now": timezone.now(),
        "open": OPEN_SHARE,
        "events": EVENTS,
        "statuses": list(STAGES),
        "stages": list(STAGES.values()),
        "kinds": len(STAGES),
        "provider": provider.pk,
        "expert": expert.pk,
        "consent": consent.pk,
        "served": list(SERVED),
    }
    with connection.cursor() as cursor:
        for statement in (CASES, MATCHES, HAPPENED):
            cursor.execute(statement, given)
        cursor.execute("VACUUM ANALYZE")
    return people


def _network() -> "tuple[Organisation, list[Organisation], Organisation]":
    from onestop.catalogue.models import Organisation, Region  # noqa: PLC0415 - Django must have been set up
    from onestop.catalogue.organisations.regions import load_regions  # noqa: PLC0415

    load_regions()
    region = Region.objects.get(code="650502")

    def place(kind: str, number: int) -> Organisation:
        return Organisation(
            kind=kind, name=f"示例{kind}{number}", slug=f"{kind}-{number}", status="planned", region=region
        )

    kinds = [("centre", 1), *(("station", n) for n in range(STATIONS)), ("provider", 1)]
    centre, *stations, provider = Organisation.objects.bulk_create(place(*each) for each in kinds)
    return centre, stations, provider


def _people(centre: "Organisation", station: "Organisation", provider: "Organisation") -> dict[str, Any]:
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django must have been set up
    from django.contrib.auth.models import Group  # noqa: PLC0415

    from onestop.catalogue.models import StaffMember  # noqa: PLC0415
    from onestop.requests.enterprises import pledges  # noqa: PLC0415
    from onestop.site import roles  # noqa: PLC0415

    made = {}
    for name, group, office in (
        ("agent", roles.CENTRE_AGENT, centre),
        ("head", roles.CENTRE_HEAD, centre),
        ("station", roles.STATION_HEAD, station),
        ("window", roles.WINDOW, station),
        ("provider", roles.PROVIDER, provider),
        ("expert", roles.EXPERT, None),
        ("supervisor", roles.SUPERVISOR, None),
    ):
        user = get_user_model().objects.create_user(username=f"benchmark-{name}")
        user.groups.add(Group.objects.get(name=group))
        if office is not None:
            StaffMember.objects.create(
                organisation=office, user=user, name=name, post="window", starts_on=dt.date(2026, 1, 1)
            )
        pledges.sign(user)
        made[name] = user
    return made
