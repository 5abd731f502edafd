"""What following tells the apps to its left: open cases, counties, objectives, the desk, the calendar."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from icalendar import Calendar

from django.test import Client
from django.utils import timezone

from onestop.catalogue.organisations import layout, staffing
from onestop.home import hooks as home_hooks
from onestop.requests.enterprises.models import Enterprise
from onestop.requests.following import figures, tasks
from onestop.requests.following.contact import messages, urging
from onestop.requests.following.pages import ical
from onestop.requests.workflow import clock, events
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Role, Stage, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.site import hooks, roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.1.2.3")
def test_open_cases_of_a_person_are_counted() -> None:
    place = network.station()
    busy, idle = network.staff_member(place, name="甲"), network.staff_member(place, name="乙")
    for status in (Status.ACCEPTED, Status.SERVING, Status.COMPLETED):
        factory.case(status, office=place, handler=busy)
    assert staffing.open_cases([busy.pk, idle.pk]) == {busy.pk: 2}


@pytest.mark.clause("4.1.1.3")
def test_counties_have_their_enterprises_and_requests() -> None:
    """4.1.1.3 ② and ③: the numbers are those of the database."""
    yiwu = network.region("650522")
    for number in range(3):
        factory.enterprise(f"示例企业{number}", region=yiwu)
    factory.case(Status.SERVING, region=yiwu, office=network.station(region=network.region()))
    factory.case(Status.DRAFT, region=yiwu)
    county = next(each for each in layout.layout() if each.region.code == "650522")
    assert county.is_gap
    assert county.figures == {
        "企业": Enterprise.objects.filter(region=yiwu).count(),
        "需求": ServiceRequest.objects.filed().filter(region=yiwu).count(),
    }


def decided(name: str, submitted: dt.datetime, days: int) -> None:
    """File a case at ``submitted`` and decide on it ``days`` working days later."""
    case = factory.case(Status.ACCEPTED, submitted_at=submitted)
    day = clock.add_working_days(timezone.localdate(submitted), days)
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(11)))
    events.record(case, name, SYSTEM, Role.SYSTEM, happened_at=moment)


@pytest.mark.clause("4.1.3")
def test_in_time_is_what_a_recount_of_the_cases_gives() -> None:
    """4.1.3 ②."""
    limit = clock.limit(Stage.ACCEPT)
    submitted = timezone.now() - dt.timedelta(40)
    for name, days in (("accept", 0), ("accept", limit), ("return", limit), ("refuse", limit + 1)):
        decided(name, submitted, days)
    factory.case(Status.SUBMITTED, submitted_at=submitted)  # forgotten
    factory.case(Status.SUBMITTED)  # still has time
    span = figures.Span(timezone.localdate(submitted), timezone.localdate())
    again = [
        timezone.localdate(first.happened_at)
        <= clock.add_working_days(timezone.localdate(case.submitted_at), limit)
        if (first := case.events.filter(name__in=("accept", "return", "refuse")).first())
        else False
        for case in ServiceRequest.objects.filed()
        if case.events.filter(name__in=("accept", "return", "refuse")).exists()
        or case.submitted_at == submitted
    ]
    share = figures.accepted_in_time(span)
    assert (share.part, share.whole) == (sum(again), len(again)) == (3, 5)
    assert share.percent == Decimal("60.0")


@pytest.mark.clause("4.1.3")
def test_objectives_can_take_the_figures() -> None:
    known = {name: reckon for name, _label, reckon in hooks.collect(home_hooks.OBJECTIVE_FIGURES)}
    assert {"accepted_in_time", "completed_in_time", "called_back"} <= set(known)
    assert known["accepted_in_time"](2020) is None
    assert known["completed_in_time"](2020) is None


def titles(user: Any) -> list[str]:
    return [str(task.title) for task in tasks.of(user)]


def test_the_desk_of_the_office_has_what_was_urged_and_written() -> None:
    place = network.station()
    user = network.account("window", roles.WINDOW, place)
    case = factory.case(Status.SERVING, office=place)
    assert titles(user) == []
    urging.urge(case.pk, Actor.holder(), {})
    messages.send(case.pk, Actor.holder(), {"text": "在吗？"})
    found = titles(user)
    assert [title.partition("：")[0] for title in found] == ["企业催办", "回复留言"]
    assert titles(network.account("elsewhere", roles.WINDOW, network.station(name="别站"))) == []
    assert titles(factory.member("own", factory.enterprise())) == []


def test_the_desk_has_the_call_backs_that_are_due() -> None:
    place = network.station()
    user = network.account("window", roles.WINDOW, place)
    case = factory.case(Status.COMPLETED, office=place, completed_at=timezone.now())
    events.record(case, "complete", SYSTEM, Role.SYSTEM, target=Status.COMPLETED)
    assert titles(user) == []
    case.call_backs.update(due_on=timezone.localdate() - dt.timedelta(1))
    assert [title.partition("：")[0] for title in titles(user)] == ["回访"]
    events.record(ServiceRequest.objects.get(pk=case.pk), "entry", Actor(user), Role.WINDOW)
    assert [title.partition("：")[0] for title in titles(user)] == ["请同事回访"]


def test_a_calendar_holds_number_item_and_link_and_ends_with_the_password(client: Client) -> None:
    own = factory.enterprise()
    user = factory.member("own", own)
    due = clock.add_working_days(timezone.localdate(), 3)
    case = factory.case(
        Status.SERVING,
        enterprise=own,
        item_title="计量校准",
        description="绝密配方",
        stage=Stage.SERVE,
        stage_since=timezone.now(),
        stage_due_on=due,
        promised_on=due,
    )
    factory.case(Status.SERVING, stage=Stage.SERVE, stage_since=timezone.now(), stage_due_on=due)
    address = ical.address(user)
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    entries = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [(str(each["url"]).rsplit("/", 2)[-2], each["dtstart"].dt) for each in entries] == [
        (case.number, due)
    ]
    assert "绝密" not in answer.content.decode()
    assert client.get(address.replace("/requests.ics", "x/requests.ics")).status_code == 404
    user.set_password("another-password-of-the-tests")
    user.save()
    assert client.get(address).status_code == 404
    client.force_login(user)
    assert ical.address(user) in client.get("/my/calendar/").content.decode()


def test_the_admin_shows_call_backs_notifications_and_texts_to_their_roles(client: Client) -> None:
    place = network.centre()
    case = factory.case(Status.COMPLETED, office=place, completed_at=timezone.now())
    events.record(case, "complete", SYSTEM, Role.SYSTEM, target=Status.COMPLETED)
    lists = ["/admin/requests/callback/", "/admin/requests/notification/", "/admin/requests/texts/"]
    client.force_login(network.account("agent", roles.CENTRE_AGENT, place))
    assert [client.get(address).status_code for address in lists] == [200, 200, 200]
    assert str(case.number) in client.get(lists[0]).content.decode()
    changed = {"subject": "{number} 好了", "text": "看 {link}", "short": "{link}"}
    assert client.post("/admin/requests/texts/accepted/", changed).status_code == 302
    assert client.post("/admin/requests/texts/accepted/", {**changed, "text": "{phone}"}).status_code == 200
    assert "看 {link}" in client.get("/admin/requests/texts/").content.decode()
    client.force_login(network.account("provider", roles.PROVIDER, network.provider()))
    assert [client.get(address).status_code for address in lists] == [302, 302, 302]
