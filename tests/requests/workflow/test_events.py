"""The log is append-only and chained; a byte changed behind the platform's back is found (clause 6.2)."""

import datetime as dt
from io import StringIO

import pytest

from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from onestop.requests.workflow import events, immutable, moving
from onestop.requests.workflow.actors import SYSTEM
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import Event, Purge, ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import requests as factory
from onestop.tests.factories.requests import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.2")]


@pytest.fixture
def case() -> ServiceRequest:
    made = factory.case(Status.SERVING)
    for text in ("第一条", "第二条", "第三条"):
        moving.note(made.pk, "entry", acting(Role.AGENT), text=text)
    made.refresh_from_db()
    return made


def behind_the_back(sql: str, *values: object) -> None:
    """Write what the triggers would refuse, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        for statement in immutable.drop(connection.vendor):
            cursor.execute(statement)
        cursor.execute(sql, values)
        for statement in immutable.create(connection.vendor):
            cursor.execute(statement)


def test_each_event_holds_the_hash_of_the_one_before(case: ServiceRequest) -> None:
    chain = list(case.events.order_by("sequence"))
    assert [each.sequence for each in chain] == [1, 2, 3, 4]
    assert [each.previous_hash for each in chain[1:]] == [each.hash for each in chain[:-1]]
    assert case.chain_head == chain[-1].hash
    assert list(events.breaks(case)) == []


@pytest.mark.parametrize("sql", ["UPDATE requests_event SET text = 'x'", "DELETE FROM requests_event"])
def test_the_database_refuses_to_change_or_delete_an_event(case: ServiceRequest, sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="requests are"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert case.events.count() == 4


def test_django_cannot_change_one_either(case: ServiceRequest) -> None:
    event = case.events.last()
    event.text = "改过"
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()
    assert case.events.get(pk=event.pk).text == "第三条"


def test_a_record_that_was_purged_by_rule_may_lose_its_events(case: ServiceRequest) -> None:
    Purge.objects.create(
        case_pk=case.pk, number=case.number, last_hash=case.chain_head, events=4, reason="保管期满"
    )
    Event.objects.filter(case=case).delete()
    assert not case.events.exists()


@pytest.mark.parametrize(
    ("change", "sequence", "what"),
    [
        ("UPDATE requests_event SET text = '第二条。' WHERE case_id = %s AND sequence = 3", 3, "changed"),
        ("UPDATE requests_event SET role = 'head' WHERE case_id = %s AND sequence = 2", 2, "changed"),
        ("UPDATE requests_event SET data = '{\"a\": 1}' WHERE case_id = %s AND sequence = 4", 4, "changed"),
        ("UPDATE requests_event SET hash = 'f' WHERE case_id = %s AND sequence = 1", 1, "changed"),
        ("DELETE FROM requests_event WHERE case_id = %s AND sequence = 2", 2, "missing"),
        ("DELETE FROM requests_event WHERE case_id = %s AND sequence = 4", 4, "cut off"),
    ],
)
def test_one_changed_byte_is_found_and_named(
    case: ServiceRequest, change: str, sequence: int, what: str
) -> None:
    behind_the_back(change, case.pk)
    found = list(events.breaks(ServiceRequest.objects.get(pk=case.pk)))
    assert [(each.sequence, each.what) for each in found] == [(sequence, what)]
    with pytest.raises(CommandError, match=f"{case.number}: .*{sequence}"):
        call_command("verify_archive", stdout=StringIO())


def test_whole_chains_are_reported(case: ServiceRequest) -> None:
    out = StringIO()
    call_command("verify_archive", stdout=out)
    assert out.getvalue().startswith("1 requests, 4 entries, 0 sealed items: every chain")
    call_command("verify_archive", case.number.lower(), stdout=out)
    with pytest.raises(CommandError, match="no request"):
        call_command("verify_archive", "HM-20200101-0001-0", stdout=out)


def test_what_is_still_to_come_is_refused(case: ServiceRequest) -> None:
    with pytest.raises(Refused) as refused:
        moving.note(
            case.pk, "entry", acting(Role.AGENT), happened_at=timezone.now() + dt.timedelta(minutes=1)
        )
    assert list(refused.value.message_dict) == ["happened_at"]


def test_a_late_entry_needs_a_reason_and_is_marked(case: ServiceRequest) -> None:
    yesterday = timezone.now() - dt.timedelta(hours=30)
    with pytest.raises(Refused) as refused:
        moving.note(case.pk, "entry", acting(Role.AGENT), happened_at=yesterday)
    assert list(refused.value.message_dict) == ["late_reason"]
    event = moving.note(
        case.pk, "entry", acting(Role.AGENT), happened_at=yesterday, late_reason="现场没有网络"
    )
    assert event.is_late
    assert event.happened_at == yesterday < event.recorded_at


def test_a_correction_leaves_the_original_readable(case: ServiceRequest) -> None:
    original = case.events.get(sequence=2)
    correction = moving.note(
        case.pk, "corrected", acting(Role.AGENT), text="应为第一条（改）", corrects=original
    )
    original.refresh_from_db()
    assert original.text == "第一条"
    assert list(original.corrections.all()) == [correction]


def test_listeners_write_in_the_same_transaction(case: ServiceRequest) -> None:
    heard: list[str] = []

    @events.listen("urged")
    def fail(_case: ServiceRequest, event: Event, _actor: object) -> None:
        heard.append(event.name)
        raise RuntimeError

    try:
        with pytest.raises(RuntimeError):
            moving.note(case.pk, "urged", acting(Role.ENTERPRISE))
    finally:
        events._listeners["urged"].remove(fail)
    assert heard == ["urged"]
    assert case.events.count() == 4


def test_the_platform_itself_gives_no_sign_of_life(case: ServiceRequest) -> None:
    before = case.touched_at
    moving.note(case.pk, "reminded", SYSTEM)
    case.refresh_from_db()
    assert case.touched_at == before
    moving.note(case.pk, "message", acting(Role.ENTERPRISE), text="请问进展")
    case.refresh_from_db()
    assert case.touched_at > before
