"""Case and service record on paper: what they hold, for whom, and that nothing private is on them."""

import datetime as dt
import re

import pytest

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.requests.desks import timeline
from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.serving.models import ServiceRecord
from onestop.requests.workflow import events
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as make

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def served(case: ServiceRequest) -> ServiceRecord:
    """Return the record of a case that its office serves, with an entry written down late."""
    match = Match.objects.create(
        case=case, method=Method.CENTRE, provider=case.office, outcome=Outcome.TAKEN, reason="示例"
    )
    record = ServiceRecord.objects.create(
        case=case,
        match=match,
        doer_kind=Method.CENTRE,
        doer=case.office,
        started_at=timezone.now() - dt.timedelta(days=3),
    )
    events.record(
        case,
        "entry",
        make.acting(Role.STATION),
        Role.STATION,
        text="到现场检定 6 台。",
        data={"record": record.pk},
        happened_at=timezone.now() - dt.timedelta(days=2),
        late_reason="现场没有网络",
    )
    return record


@pytest.mark.parametrize(
    ("status", "said"), [(Status.SERVING, "<p>服务中。轮到"), (Status.ARCHIVED, "<p>已经结束：已归档。</p>")]
)
def test_where_it_stands_is_said_once(client: Client, status: Status, said: str) -> None:
    case = make.case(status)
    client.force_login(network.account("station", roles.STATION_HEAD, case.office))
    page = client.get(reverse("requests_desk_print", args=[case.number])).content.decode()
    assert said in page


@pytest.mark.clause("4.1.1.5")
def test_prints_the_case_with_a_code_and_without_the_contact(client: Client) -> None:
    case = make.case(Status.SERVING)
    served(case)
    client.force_login(network.account("station", roles.STATION_HEAD, case.office))
    answer = client.get(reverse("requests_desk_print", args=[case.number]))
    page = answer.content.decode()
    assert "办件单" in page
    assert 'class="qr"' in page
    assert case.description in page
    assert make.PHONE not in page
    assert case.contact_name not in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.clause("6.2")
def test_prints_the_record_with_its_late_entries_marked(client: Client) -> None:
    case = make.case(Status.SERVING)
    record = served(case)
    client.force_login(network.account("station", roles.STATION_HEAD, case.office))
    page = client.get(reverse("requests_desk_print_record", args=[case.number, record.pk])).content.decode()
    assert "到现场检定 6 台" in page
    assert re.search(r"补记于 [\d: -]+：现场没有网络", page)
    assert "企业签字" in page


@pytest.mark.clause("6.2")
def test_who_charged_what_stands_on_the_record_and_on_the_page_of_the_case(client: Client) -> None:
    case = make.case(Status.TO_EVALUATE)
    record = served(case)
    record.ended_at, record.solved, record.charged = timezone.now(), True, True
    record.charged_by, record.amount = "示例检测机构", "120.50"
    record.save()
    client.force_login(network.account("station", roles.STATION_HEAD, case.office))
    for url in (
        reverse("requests_desk_print_record", args=[case.number, record.pk]),
        reverse("requests_case_desk", args=[case.number]),
    ):
        assert "120.50 元，由示例检测机构收取" in client.get(url).content.decode()


@pytest.mark.clause("6.3")
def test_nobody_prints_what_is_not_his(client: Client) -> None:
    case = make.case(Status.SERVING)
    record = served(case)
    client.force_login(network.account("other", roles.STATION_HEAD, network.station()))
    for url in (
        reverse("requests_desk_print", args=[case.number]),
        reverse("requests_desk_print_record", args=[case.number, record.pk]),
    ):
        assert client.get(url).status_code == 404


def test_a_record_of_another_case_is_not_there(client: Client) -> None:
    case, other = make.case(Status.SERVING), make.case(Status.SERVING)
    record = served(other)
    client.force_login(network.account("station", roles.STATION_HEAD, case.office))
    url = reverse("requests_desk_print_record", args=[case.number, record.pk])
    assert client.get(url).status_code == 404


@pytest.mark.clause("6.3")
def test_whoever_serves_reads_no_notes_of_staff_and_no_names_of_people() -> None:
    case = make.case(Status.SERVING)
    person = network.account("agent", roles.CENTRE_AGENT)
    events.record(case, "consent", make.acting(Role.ENTERPRISE), Role.ENTERPRISE)
    events.record(case, "noted", make.acting(Role.AGENT, person), Role.AGENT, text="只给同事")
    events.record(case, "explained", make.acting(Role.AGENT, person), Role.AGENT, text="给各方")
    theirs, ours = make.acting(Role.PROVIDER), make.acting(Role.HEAD)
    read = timeline.lines(timeline.events_for(case, theirs), theirs)
    inside = timeline.lines(timeline.events_for(case, ours), ours)
    assert [line.event.text for line in read][-1] == "给各方"
    assert all("agent" not in line.who for line in read)
    assert "只给同事" in [line.event.text for line in inside]
