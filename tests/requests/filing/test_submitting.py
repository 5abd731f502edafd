"""A draft becomes a request: with its number, once, at the right office (T1 and T2)."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from onestop.catalogue.organisations.choices import Kind
from onestop.requests.filing import services
from onestop.requests.models import ConsentRecord, Purge, ServiceRequest
from onestop.requests.workflow import numbering
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Channel, Role, Stage, Status, Visibility
from onestop.requests.workflow.events import breaks
from onestop.requests.workflow.moving import Refused
from onestop.tests.factories import network, requests_filing
from onestop.tests.factories.services import service
from onestop.tests.factories.threads import shared_database, together

VISITOR = Actor.of(None)


@pytest.mark.clause("4.3.2.1")
@pytest.mark.django_db
def test_a_submitted_request_has_number_office_clock_and_a_whole_chain() -> None:
    network.whole_network()
    case = requests_filing.filed()
    assert numbering.read(case.number or "") == case.number
    assert (case.status, case.channel, case.stage) == (Status.SUBMITTED, Channel.COLUMN, Stage.ACCEPT)
    assert case.office is not None
    assert case.office_reason
    assert case.stage_due_on is not None
    assert [event.name for event in case.events.all()] == ["draft", "submit"]
    assert not list(breaks(case))
    assert ConsentRecord.objects.get(case=case).version == "2026-11"


@pytest.mark.clause("4.3.2.1")
@pytest.mark.parametrize(
    "name", ["enterprise_name", "contact_name", "phone", "description", "notice_version"]
)
@pytest.mark.django_db
def test_nothing_is_submitted_while_something_is_missing(name: str) -> None:
    draft = requests_filing.draft(**{name: "  " if name != "phone" else ""})
    with pytest.raises(Refused) as refused:
        services.submit(draft.pk, VISITOR, {})
    assert list(refused.value.message_dict) == [name]
    draft.refresh_from_db()
    assert (draft.status, draft.number) == (Status.DRAFT, None)


@pytest.mark.django_db
def test_pressing_twice_submits_once() -> None:
    network.centre()
    draft = requests_filing.draft()
    first, second = (services.submit(draft.pk, VISITOR, {}) for _ in range(2))
    assert first.number == second.number
    assert first.events.filter(name="submit").count() == 1


@pytest.mark.clause("4.3.2.1")
@pytest.mark.django_db(transaction=True)
def test_the_same_press_from_eight_sides_makes_one_request(tmp_path: Path) -> None:
    network.centre()
    submission = uuid.uuid4()
    data = requests_filing.typed(channel=Channel.COLUMN, submission=submission)

    def press() -> str | None:
        return services.submit(services.create_draft(VISITOR, data).pk, VISITOR, {}).number

    with shared_database(tmp_path):
        results = together([press] * 8)
        assert len(set(results)) == 1, results
        assert together([ServiceRequest.objects.filter(submission=submission).count]) == [1]


@pytest.mark.clause("4.3.2.1")
@pytest.mark.django_db(transaction=True)
def test_requests_at_the_same_moment_get_numbers_without_a_gap(tmp_path: Path) -> None:
    network.centre()
    drafts = [requests_filing.draft() for _ in range(8)]

    def send(pk: int) -> Any:
        return lambda: services.submit(pk, VISITOR, {}).number

    with shared_database(tmp_path):
        numbers = together([send(draft.pk) for draft in drafts])
        assert sorted(int(number.split("-")[2]) for number in numbers) == list(range(1, 9)), numbers


@pytest.mark.django_db
def test_another_account_does_not_get_what_was_filed_with_a_submission() -> None:
    one, other = network.account("one"), network.account("other")
    submission = uuid.uuid4()
    mine = Actor(one, frozenset({Role.WINDOW}))
    requests_filing.draft(mine, submission=submission)
    with pytest.raises(Refused):
        requests_filing.draft(Actor(other, frozenset({Role.WINDOW})), submission=submission)


@pytest.mark.clause("4.1.1.1")
@pytest.mark.clause("4.3.2.3")
@pytest.mark.django_db
def test_each_layer_receives_what_is_filed_for_it() -> None:
    places = network.whole_network()
    cases = [requests_filing.filed(office=place) for place in places]
    assert [case.office for case in cases] == list(places)
    assert {numbering.read(case.number or "") for case in cases} == {case.number for case in cases}
    assert [case.number.split("-")[0] for case in cases if case.number] == ["HM"] * 3


@pytest.mark.django_db
def test_an_office_that_does_not_work_today_is_not_taken_though_chosen() -> None:
    centre = network.centre()
    closed = network.station(centre, status="suspended", status_reason="示例")
    case = requests_filing.filed(office=closed)
    assert case.office == centre


@pytest.mark.django_db
def test_the_county_decides_then_the_item_then_the_load() -> None:
    centre = network.centre()
    here = network.station(centre, region=network.region("650521"))
    able = network.station(centre, region=network.region("650521"))
    item = service(able)
    county = network.region("650521")
    assert requests_filing.filed(region=county, item=item).office == able
    assert requests_filing.filed(region=county).office == here
    assert requests_filing.filed(region=network.region("650522")).office == centre
    assert requests_filing.filed(region=None).office == centre


@pytest.mark.django_db
def test_without_any_office_a_request_is_still_taken() -> None:
    case = requests_filing.filed()
    assert case.number
    assert case.office is None


@pytest.mark.clause("4.2.8.2")
@pytest.mark.django_db
def test_a_question_about_an_invention_is_never_on_the_board() -> None:
    item = service(clause="4.2.8.2", kind="consultation", slug="patents")
    case = requests_filing.filed(item=item)
    assert case.visibility == Visibility.PARTIES
    assert not ServiceRequest.objects.on_board().filter(pk=case.pk).exists()


@pytest.mark.django_db
def test_one_credit_code_is_one_enterprise() -> None:
    one = requests_filing.filed(credit_code=network.GOOD_CODE)
    two = requests_filing.filed(credit_code=network.GOOD_CODE, enterprise_name="示例果业")
    nameless = requests_filing.filed()
    assert one.enterprise == two.enterprise
    assert nameless.enterprise != one.enterprise


@pytest.mark.django_db
def test_a_draft_goes_without_a_trace_and_a_request_does_not() -> None:
    draft = requests_filing.draft()
    services.discard(draft, "draft left alone")
    assert not ServiceRequest.objects.exists()
    assert Purge.objects.get().number == ""
    case = requests_filing.filed()
    with pytest.raises(Refused):
        services.discard(case, "no")
    assert case.events.count() == 2


@pytest.mark.django_db
def test_a_kind_of_place_of_each_layer_is_offered() -> None:
    network.whole_network()
    network.provider()
    from onestop.requests.filing.routing import offices  # noqa: PLC0415

    assert [place.kind for place in offices()] == [Kind.CENTRE, Kind.STATION, Kind.OUTLET]
