"""The record in real time: when it happened, when it was written, what was corrected (clause 6.2)."""

import datetime as dt
from pathlib import Path

import pytest

from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from onestop.requests.serving import services, statistics
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role
from onestop.requests.workflow.events import breaks
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make

pytestmark = pytest.mark.django_db


@pytest.mark.clause("6.2")
@pytest.mark.parametrize(("days", "field"), [(1, "started_at"), (-5, "late_reason"), (-900, "started_at")])
def test_a_beginning_that_cannot_be_is_refused_beside_its_field(days: int, field: str) -> None:
    lab = make.laboratory("甲检测")
    case = make.taken_by(lab)
    with pytest.raises(Refused) as refused:
        services.start(case.pk, make.person_of(lab), {"started_at": timezone.now() + dt.timedelta(days=days)})
    assert set(refused.value.error_dict) == {field}


@pytest.mark.clause("6.2")
def test_what_is_still_to_come_is_refused() -> None:
    case = make.served_here()
    with pytest.raises(Refused) as refused:
        services.enter(
            case.pk, make.AGENT, {"text": "已到现场", "happened_at": timezone.now() + dt.timedelta(hours=1)}
        )
    assert set(refused.value.error_dict) == {"happened_at"}


@pytest.mark.clause("6.2")
def test_what_was_long_ago_needs_a_reason_and_is_marked() -> None:
    case = make.served_here()
    data = {"text": "已到现场", "happened_at": timezone.now() - dt.timedelta(hours=25)}
    with pytest.raises(Refused) as refused:
        services.enter(case.pk, make.AGENT, data)
    assert set(refused.value.error_dict) == {"late_reason"}
    event = services.enter(case.pk, make.AGENT, {**data, "late_reason": "现场没有网络"})
    assert event.is_late
    assert event.happened_at < event.recorded_at


@pytest.mark.clause("6.2")
def test_a_correction_leaves_the_original_with_both_names_and_times() -> None:
    case = make.served_here()
    station = case.office
    first = Actor(network.account("小李", roles.WINDOW, station), frozenset({Role.WINDOW}), station)
    second = Actor(network.account("小王", roles.WINDOW, station), frozenset({Role.WINDOW}), station)
    wrong = services.enter(case.pk, first, {"text": "收样 3 件"})
    right = services.correct(
        case.pk, second, {"event": wrong.sequence, "text": "收样 2 件", "reason": "数错了"}
    )
    wrong.refresh_from_db()
    assert (wrong.text, wrong.actor) == ("收样 3 件", first.user)
    assert (right.text, right.actor, right.corrects) == ("收样 2 件", second.user, wrong)
    assert right.recorded_at > wrong.recorded_at
    case.refresh_from_db()
    assert list(breaks(case)) == []


@pytest.mark.clause("6.2")
def test_nobody_corrects_what_another_place_wrote() -> None:
    case = make.served_by(make.laboratory("甲检测"))
    other = network.station(name="另一站")
    person = make.person_of(case.matches.get().provider)
    entry = services.enter(case.pk, person, {"text": "收样"})
    stranger = Actor(network.account("外站", roles.WINDOW, other), frozenset({Role.WINDOW}), other)
    with pytest.raises(Refused) as refused:
        services.correct(case.pk, stranger, {"event": entry.sequence, "text": "x", "reason": "y"})
    assert set(refused.value.error_dict) == {"event"}


def test_only_entries_are_corrected_and_only_with_a_reason() -> None:
    case = make.served_here()
    start = case.events.get(name="start")
    with pytest.raises(Refused):
        services.correct(case.pk, make.AGENT, {"event": start.sequence, "text": "x", "reason": "y"})
    entry = services.enter(case.pk, make.AGENT, {"text": "收样"})
    with pytest.raises(Refused) as refused:
        services.correct(case.pk, make.AGENT, {"event": entry.sequence, "text": "x"})
    assert set(refused.value.error_dict) == {"reason"}


@pytest.mark.clause("6.2")
def test_late_entries_are_counted_by_station() -> None:
    case = make.served_here()
    station = case.office
    person = Actor(network.account("小李", roles.WINDOW, station), frozenset({Role.WINDOW}), station)
    services.enter(case.pk, person, {"text": "当时写下"})
    long_ago = timezone.now() - dt.timedelta(hours=30)
    services.enter(case.pk, person, {"text": "补记", "happened_at": long_ago, "late_reason": "没有网络"})
    (row,) = statistics.late_entries(make.day(0), make.day(0))
    assert (row.name, row.n, row.late) == (station.name, 2, 1)


def test_an_institution_that_does_not_serve_writes_nothing() -> None:
    case = make.served_by(make.laboratory("甲检测"))
    other = make.laboratory("乙检测")
    with pytest.raises(Refused):
        services.enter(case.pk, make.person_of(other), {"text": "x"})
    assert not case.events.filter(name="entry").exists()


def test_an_empty_entry_is_refused() -> None:
    case = make.served_here()
    with pytest.raises(Refused) as refused:
        services.enter(case.pk, make.AGENT, {"text": "  "})
    assert set(refused.value.error_dict) == {"text"}


def test_an_entry_that_is_refused_leaves_no_file_behind() -> None:
    case = make.served_here()
    long_ago = timezone.now() - dt.timedelta(hours=30)
    file = SimpleUploadedFile("现场.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    before = _kept()
    with pytest.raises(Refused):
        services.enter(case.pk, make.AGENT, {"text": "到场", "happened_at": long_ago, "files": [file]})
    assert _kept() == before
    services.enter(case.pk, make.AGENT, {"text": "到场", "files": [file]})
    assert len(_kept()) == len(before) + 1


def _kept() -> set[Path]:
    """Return the files in the private storage."""
    root = Path(storages["private"].path("."))
    return {path for path in root.rglob("*") if path.is_file()}
