"""Heads with their history, windows, gaps in the roster, loads."""

import datetime as dt

import pytest

from django.core.exceptions import ValidationError
from django.test import Client

from wagtail import hooks as wagtail_hooks

from onestop.catalogue.organisations import hooks, staffing
from onestop.catalogue.organisations.choices import Post
from onestop.catalogue.organisations.hours import Span
from onestop.catalogue.organisations.models import Shift, StaffMember
from onestop.site import roles
from onestop.tests.factories import network

pytestmark = pytest.mark.django_db
MONDAY = network.MONDAY
T = dt.time


def shift(person: StaffMember, starts: T, ends: T, day: dt.date = MONDAY, window: str = "1 号窗口") -> Shift:
    made = Shift(
        organisation=person.organisation, staff=person, window=window, day=day, starts=starts, ends=ends
    )
    made.full_clean()
    made.save()
    return made


@pytest.mark.clause("4.1.2.2")
def test_a_station_without_a_head_is_saved_and_run_by_the_centre() -> None:
    station = network.station()
    network.staff_member(station.parent, Post.CENTRE_HEAD, name="示例主任")

    head = staffing.head_of(station, MONDAY)
    assert str(head) == "由中心代管：示例主任"
    assert head.stands_in


@pytest.mark.clause("4.1.2.2")
def test_an_escalation_always_reaches_somebody(django_assert_num_queries) -> None:
    outlet = network.outlet()
    station, centre = outlet.parent, outlet.parent.parent
    network.staff_member(centre, Post.CENTRE_HEAD, name="主任")

    assert staffing.head_of(outlet, MONDAY).person.name == "主任"
    network.staff_member(station, Post.STATION_HEAD, name="站长")
    assert staffing.head_of(outlet, MONDAY).person.name == "站长"
    network.staff_member(outlet, Post.STATION_HEAD, name="网点负责人")
    with django_assert_num_queries(1):
        head = staffing.head_of(outlet, MONDAY)
    assert (head.person.name, head.stands_in) == ("网点负责人", False)


@pytest.mark.clause("4.1.2.2")
def test_a_new_head_leaves_the_former_one_in_the_history() -> None:
    station = network.station()
    change = dt.date(2026, 6, 1)
    network.staff_member(station, Post.STATION_HEAD, name="前任", ends_on=change - dt.timedelta(days=1))
    network.staff_member(station, Post.STATION_HEAD, name="现任", starts_on=change)

    assert staffing.head_of(station, MONDAY).person.name == "现任"
    assert staffing.head_of(station, dt.date(2026, 5, 31)).person.name == "前任"
    terms = station.staff.heads().order_by("starts_on").values_list("name", "starts_on", "ends_on")
    assert list(terms) == [("前任", dt.date(2026, 1, 1), dt.date(2026, 5, 31)), ("现任", change, None)]


def test_nobody_at_all_is_said_too() -> None:
    assert str(staffing.head_of(network.station(), MONDAY)) == "没有负责人，请先登记中心负责人"


def test_a_head_of_the_centre_belongs_to_a_centre() -> None:
    person = StaffMember(organisation=network.station(), name="x", post=Post.CENTRE_HEAD, starts_on=MONDAY)
    with pytest.raises(ValidationError) as refused:
        person.full_clean()
    assert "post" in refused.value.message_dict


@pytest.mark.clause("4.1.2.3")
def test_open_hours_without_a_shift_are_listed_as_shortage() -> None:
    station = network.station()
    network.office_hours(station)
    person = network.staff_member(station)
    shift(person, T(10), T(13))
    shift(person, T(15, 30), T(19, 30))

    gaps = staffing.shortages([station], MONDAY, days=2)
    assert [str(gap) for gap in gaps] == [
        "2026-11-23 13:00–14:00",
        "2026-11-24 10:00–14:00",
        "2026-11-24 15:30–19:30",
    ]


@pytest.mark.clause("4.1.2.3")
def test_two_people_can_cover_a_span_together() -> None:
    station = network.station()
    network.office_hours(station, (T(10), T(14)))
    one, other = network.staff_member(station), network.staff_member(station, name="另一人")
    shift(one, T(9, 30), T(12))
    shift(other, T(12), T(14))

    assert staffing.shortages([station], MONDAY, days=1) == []


@pytest.mark.parametrize(
    ("shifts", "holes"),
    [
        ([], [(10, 14)]),
        ([(10, 14)], []),
        ([(9, 11), (13, 15)], [(11, 13)]),
        ([(11, 12)], [(10, 11), (12, 14)]),
        ([(14, 18)], [(10, 14)]),
        ([(7, 9)], [(10, 14)]),
    ],
)
def test_what_shifts_leave_open(shifts: list[tuple[int, int]], holes: list[tuple[int, int]]) -> None:
    def spans(hours: list[tuple[int, int]]) -> list[Span]:
        return [Span(T(start), T(end)) for start, end in hours]

    assert staffing.uncovered(Span(T(10), T(14)), spans(shifts)) == spans(holes)


@pytest.mark.clause("4.1.2.3")
def test_a_suspended_station_has_no_shortage() -> None:
    station = network.station(basis_until=MONDAY - dt.timedelta(days=1))
    network.office_hours(station)

    assert staffing.shortages([station], MONDAY) == []


@pytest.mark.clause("4.1.2.3")
def test_the_windows_of_the_day_are_joined_and_name_nobody() -> None:
    station = network.station()
    one, other = network.staff_member(station), network.staff_member(station, name="另一人")
    shift(one, T(10), T(12))
    shift(other, T(12), T(14))
    shift(other, T(15), T(16), window="2 号窗口")

    windows = staffing.windows_on(station, MONDAY)
    assert windows == [
        ("1 号窗口", (Span(T(10), T(14)),)),
        ("2 号窗口", (Span(T(15), T(16)),)),
    ]


@pytest.mark.clause("4.1.2.3")
def test_more_open_cases_than_the_limit_are_an_alert(settings) -> None:
    settings.STAFF_OPEN_CASES = 30
    station = network.station()
    loaded, free = network.staff_member(station), network.staff_member(station, name="空闲")

    def cases(staff_ids: list[int]) -> dict[int, int]:
        return {pk: 50 if pk == loaded.pk else 30 for pk in staff_ids}

    with wagtail_hooks.register_temporarily(hooks.OPEN_CASES, cases):
        found = staffing.overloads([loaded, free])
    assert [(each.person, each.cases) for each in found] == [(loaded, 50)]


def test_a_shift_of_a_stranger_or_out_of_office_or_at_two_windows_is_refused() -> None:
    station = network.station()
    person = network.staff_member(station, ends_on=MONDAY)
    shift(person, T(10), T(12))

    with pytest.raises(ValidationError, match="同一时间"):
        shift(person, T(11), T(13), window="2 号窗口")
    with pytest.raises(ValidationError, match="那一天不在任"):
        shift(person, T(11), T(13), day=MONDAY + dt.timedelta(days=1))
    stray = Shift(organisation=station.parent, staff=person, window="1", day=MONDAY, starts=T(13), ends=T(14))
    with pytest.raises(ValidationError, match="属于另一个机构"):
        stray.full_clean()


@pytest.mark.clause("4.1.2.3")
def test_whoever_has_open_cases_hands_them_over_before_leaving(client: Client) -> None:
    station = network.station()
    person = network.staff_member(station)
    client.force_login(network.account("centre", roles.CENTRE_HEAD))
    address = network.register_url(StaffMember, "delete", person.pk)

    with wagtail_hooks.register_temporarily(hooks.OPEN_CASES, lambda ids: dict.fromkeys(ids, 2)):
        person.ends_on = MONDAY
        with pytest.raises(ValidationError, match="2 件在办"):
            person.full_clean()
        assert client.post(address).status_code == 302
        assert StaffMember.objects.filter(pk=person.pk).exists()
    person.full_clean()
    client.post(address)
    assert not StaffMember.objects.filter(pk=person.pk).exists()
