"""Demo content of the network: a centre, three stations, two outlets, six institutions. Nothing is real."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from wagtail.models import Page, Site

from onestop.catalogue.organisations import demo_places as texts
from onestop.catalogue.organisations.choices import Kind, Post, Status
from onestop.catalogue.organisations.credit_code import check_character
from onestop.catalogue.organisations.models import (
    CapabilityScope,
    Equipment,
    Facility,
    Laboratory,
    NetworkPage,
    OpeningHours,
    Organisation,
    Qualification,
    Region,
    Shift,
    SiteSelection,
    StaffMember,
    StationAssessment,
    StationGuidance,
)
from onestop.catalogue.organisations.regions import load_regions

SHIFT_DAYS = 14


def load(say: Callable[[str], None]) -> None:
    """Put regions, the page and the organisations in place; a network that exists is left as it is."""
    load_regions()
    _page()
    if Organisation.objects.exists():
        return
    centre = _organisation(texts.CENTRE, None)
    stations = {fields["slug"]: _organisation(fields, centre) for fields in texts.STATIONS}
    outlets = [
        _organisation({**fields, "enterprise_credit_code": _made_up_code()}, stations[fields["above"]])
        for fields in texts.OUTLETS
    ]
    _outlet_evidence(outlets[0])  # the other has nobody at its window, which the roster page shows
    for fields in texts.PROVIDERS:
        _provider(fields)
    _organisation(texts.AUTHORITY, None)
    _centre_evidence(centre)
    for station in stations.values():
        _station_evidence(station)
    say(f"network: {Organisation.objects.count()} organisations, all of them samples")


def _page() -> None:
    if NetworkPage.objects.exists():
        return
    home = Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    page = NetworkPage(**texts.PAGE, first_published_at=timezone.now())
    home.add_child(instance=page)
    page.save_revision().publish()


def _organisation(fields: dict[str, Any], parent: Organisation | None) -> Organisation:
    """Create an organisation through its own rules, with the usual hours."""
    own = {name: value for name, value in fields.items() if name not in {"above", "region", "certificates"}}
    for name in ("enterprise_region",):
        if name in own:
            own[name] = Region.objects.get(code=own[name])
    made = Organisation(
        **own, parent=parent, region=Region.objects.get(code=fields["region"]), is_sample=True
    )
    made.full_clean()
    made.save()
    if made.kind != Kind.PROVIDER:
        _hours(made, range(5), texts.SPANS)
    return made


def _hours(place: Organisation, weekdays: Iterable[int], spans: Iterable[tuple[dt.time, dt.time]]) -> None:
    OpeningHours.objects.bulk_create(
        OpeningHours(organisation=place, weekday=weekday, opens=opens, closes=closes)
        for weekday in weekdays
        for opens, closes in spans
    )


def _provider(fields: dict[str, Any]) -> None:
    """Create an institution with its certificates, dated from today so that the demo does not grow old."""
    provider = _organisation({**fields, "kind": Kind.PROVIDER, "status": Status.RUNNING}, None)
    today = timezone.localdate()
    for each in fields["certificates"]:
        certificate = Qualification.objects.create(
            organisation=provider,
            kind=each["kind"],
            number=each["number"],
            issuer=each["issuer"],
            valid_from=today - dt.timedelta(days=each["since"]),
            valid_until=today + dt.timedelta(days=each["left"]),
            official_url=each["url"],
            source="示例数据",
            checked_on=today,
            checked_by="示例",
        )
        for field, product, parameter, number in each["scopes"]:
            scope = CapabilityScope(
                qualification=certificate,
                field=field,
                product=product,
                parameter=parameter,
                standard_number=number,
            )
            scope.full_clean()
            scope.save()


def _staff(place: Organisation, name: str, post: Post, **fields: Any) -> StaffMember:
    since = timezone.localdate() - dt.timedelta(days=200)
    return StaffMember.objects.create(organisation=place, name=name, post=post, starts_on=since, **fields)


def _shifts(place: Organisation, person: StaffMember) -> None:
    """Put the window on duty in all opening hours of the next two weeks."""
    today = timezone.localdate()
    days = (today + dt.timedelta(days=ahead) for ahead in range(SHIFT_DAYS))
    Shift.objects.bulk_create(
        Shift(organisation=place, staff=person, window="1 号窗口", day=day, starts=starts, ends=ends)
        for day in days
        if day.weekday() in range(5)
        for starts, ends in texts.SPANS
    )


def _centre_evidence(centre: Organisation) -> None:
    """Give the centre what clause 4.1.1.2 asks for, but for the photograph, which the self-check names."""
    today = timezone.localdate()
    _staff(centre, "示例负责人", Post.CENTRE_HEAD)
    _shifts(centre, _staff(centre, "示例窗口人员一", Post.WINDOW))
    _staff(centre, "示例检验员", Post.PROFESSIONAL, specialty="食品检验（示例）")
    Facility.objects.create(
        organisation=centre, looked_at=today, looked_at_by="示例", **texts.CENTRE_FACILITY
    )
    laboratory = Laboratory.objects.create(
        organisation=centre, name="示例食品实验室", fields="食品、农产品（示例数据）"
    )
    for name, serial, left in texts.EQUIPMENT:
        Equipment.objects.create(
            laboratory=laboratory,
            name=name,
            serial=serial,
            calibrated_on=today + dt.timedelta(days=left - 365),
            calibrated_until=today + dt.timedelta(days=left),
        )
    for each in texts.CENTRE_CERTIFICATES:
        Qualification.objects.create(
            organisation=centre,
            valid_from=today - dt.timedelta(days=400),
            valid_until=today + dt.timedelta(days=900),
            source="示例数据",
            checked_on=today,
            checked_by="示例",
            **each,
        )


def _station_evidence(station: Organisation) -> None:
    """Give a station its head, window, machines, site selection, and what the centre did with it."""
    today = timezone.localdate()
    name = station.name.removesuffix("（示例）")
    _staff(station, f"{name}负责人（示例）", Post.STATION_HEAD)
    _shifts(station, _staff(station, f"{name}窗口人员（示例）", Post.WINDOW))
    Facility.objects.create(organisation=station, looked_at=today, looked_at_by="示例", **texts.FACILITY)
    SiteSelection.objects.create(
        organisation=station, **texts.SELECTION, decided_on=today - dt.timedelta(days=300)
    )
    StationGuidance.objects.create(
        organisation=station,
        day=today - dt.timedelta(days=60),
        by_name="服务中心（示例）",
        subject="窗口受理和一次性告知（示例）",
        text="示例数据：讲了窗口受理的步骤，看了一次性告知书怎么写。",
    )
    StationAssessment.objects.create(
        organisation=station,
        day=today - dt.timedelta(days=30),
        by_name="服务中心（示例）",
        period_from=today - dt.timedelta(days=210),
        period_until=today - dt.timedelta(days=31),
        outcome="passed",
        findings="示例数据：窗口、标识、受理记录都有。",
    )


def _outlet_evidence(outlet: Organisation) -> None:
    """Give an outlet its window and machines; its head is the station's."""
    _shifts(outlet, _staff(outlet, "示例网点人员", Post.WINDOW))
    Facility.objects.create(
        organisation=outlet, looked_at=timezone.localdate(), looked_at_by="示例", **texts.FACILITY
    )


def _made_up_code() -> str:
    """Return a code with the right check character that belongs to nobody."""
    number = Organisation.objects.count() + 1
    body = f"91000000{number:09d}"
    return body + check_character(body)
