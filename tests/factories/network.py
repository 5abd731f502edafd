"""A small network: regions, a centre, stations, outlets, institutions, and people with accounts."""

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from onestop.catalogue.organisations.choices import (
    BasisKind,
    Element,
    Kind,
    Level,
    Post,
    QualificationKind,
    Scale,
    Status,
    Weekday,
)
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
from onestop.requests.enterprises import pledges
from onestop.tests.factories.site_pages import home_page, public

GOOD_CODE = "91650502000000001A"
"""A credit code whose check character is right; ``test_credit_code`` computes it."""

MONDAY = dt.date(2026, 11, 23)
MORNING = (dt.time(10), dt.time(14))
AFTERNOON = (dt.time(15, 30), dt.time(19, 30))

REGISTERS = [
    *(Organisation, Qualification, CapabilityScope, Laboratory, Equipment, Facility),
    *(StaffMember, Shift, SiteSelection, StationGuidance, StationAssessment),
]
"""Models of the registers whose rows belong to organisations."""


def region(code: str = "650502") -> Region:
    """Return a region of the shipped tree, which is loaded when it is not there."""
    if not Region.objects.exists():
        load_regions()
    return Region.objects.get(code=code)


def foreign_region() -> Region:
    """Return a region outside the site's."""
    region()
    return Region.objects.get_or_create(
        code="650100", defaults={"name": "乌鲁木齐市", "short_name": "乌鲁木齐"}
    )[0]


BASIS: dict[str, Any] = {
    "basis_level": Level.CITY,
    "basis_issuer": "市级市场监督管理部门",
    "basis_number": "示例〔2026〕1 号",
    "basis_issued_on": dt.date(2026, 1, 5),
    "basis_url": "https://example.org/basis",
}
OWN: dict[str, dict[str, Any]] = {
    Kind.CENTRE: {**BASIS, "basis_kind": BasisKind.ENTRUSTED},
    Kind.STATION: {**BASIS, "basis_kind": BasisKind.AUTHORISED},
    Kind.OUTLET: {
        "enterprise_name": "示例果业有限公司",
        "enterprise_credit_code": GOOD_CODE,
        "enterprise_scale": Scale.LARGE,
        "quality_elements": [Element.METROLOGY, Element.STANDARDS, Element.TESTING],
        "key_enterprise_basis": "示例名单",
    },
}


def unsaved(kind: str, **fields: Any) -> Organisation:
    """Return an organisation of a kind that is in operation and breaks no rule, before it is saved."""
    where = fields.pop("region", None) or region()
    number = Organisation.objects.count() + 1
    values: dict[str, Any] = {
        "kind": kind,
        "name": f"示例{Kind(kind).label}{number}",
        "slug": f"{kind}-{number}",
        "status": Status.RUNNING,
        "region": where,
        "address": f"示例路 {number} 号",
        "phone": f"0902-{number:07d}",
        **OWN.get(kind, {}),
    }
    if kind == Kind.OUTLET:
        values["enterprise_region"] = where
    return Organisation(**(values | fields))


def organisation(kind: str, **fields: Any) -> Organisation:
    """Create an organisation through its rules."""
    made = unsaved(kind, **fields)
    made.full_clean()
    made.save()
    return made


def centre(**fields: Any) -> Organisation:
    """Create a centre."""
    return organisation(Kind.CENTRE, **fields)


def station(parent: Organisation | None = None, **fields: Any) -> Organisation:
    """Create a station, with a centre unless one is given."""
    above = parent or Organisation.objects.filter(kind=Kind.CENTRE).first() or centre()
    return organisation(Kind.STATION, parent=above, **fields)


def outlet(parent: Organisation | None = None, **fields: Any) -> Organisation:
    """Create an outlet, with a station unless a parent is given."""
    return organisation(Kind.OUTLET, parent=parent or station(), **fields)


def provider(**fields: Any) -> Organisation:
    """Create an institution."""
    return organisation(Kind.PROVIDER, **fields)


def office_hours(place: Organisation, *spans: tuple[dt.time, dt.time]) -> None:
    """Open a place from Monday to Friday, mornings and afternoons unless other spans are given."""
    for weekday in list(Weekday)[:5]:
        for opens, closes in spans or (MORNING, AFTERNOON):
            OpeningHours.objects.create(organisation=place, weekday=weekday, opens=opens, closes=closes)


def staff_member(place: Organisation, post: str = Post.WINDOW, **fields: Any) -> StaffMember:
    """Put somebody in office."""
    values = {"name": "示例人员", "starts_on": dt.date(2026, 1, 1)} | fields
    return StaffMember.objects.create(organisation=place, post=post, **values)


def certificate(place: Organisation, **fields: Any) -> Qualification:
    """Give an organisation a certificate without end."""
    values = {"kind": QualificationKind.CMA, "number": "000000000001", "issuer": "示例机关"} | fields
    return Qualification.objects.create(organisation=place, **values)


def account(name: str, role: str = "", place: Organisation | None = None, post: str = Post.WINDOW) -> Any:
    """Create an account with a role, sworn to confidentiality, on the staff of a place when one is given."""
    user = get_user_model().objects.create_user(username=name, password="a-password-of-the-tests")
    if role:
        user.groups.add(Group.objects.get(name=role))
        pledges.sign(user)
    else:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    if place is not None:
        staff_member(place, post, name=name, user=user)
    return user


def network_page() -> NetworkPage:
    """Return the published network page below the home page."""
    found = NetworkPage.objects.first()
    if found:
        return found
    return public(home_page(), NetworkPage(title="服务网络", slug="network", show_in_menus=True))


def furnish(place: Organisation) -> None:
    """Give a place one row of everything."""
    today = MONDAY
    person = staff_member(place)
    CapabilityScope.objects.create(qualification=certificate(place), field="x")
    laboratory = Laboratory.objects.create(organisation=place, name="x")
    Equipment.objects.create(laboratory=laboratory, name="x", serial="x")
    Facility.objects.create(organisation=place)
    Shift.objects.create(
        organisation=place, staff=person, window="1", day=today, starts=dt.time(10), ends=dt.time(11)
    )
    SiteSelection.objects.create(organisation=place)
    StationGuidance.objects.create(organisation=place, day=today, by_name="x", subject="x", text="x")
    StationAssessment.objects.create(
        organisation=place, day=today, by_name="x", period_from=today, period_until=today, outcome="good"
    )


def register_url(model: type, action: str, *args: Any) -> str:
    """Return the address of a page of a register."""
    return reverse(f"catalogue_{model.__name__.lower()}_modeladmin_{action}", args=args)


def whole_network() -> tuple[Organisation, Organisation, Organisation]:
    """Return a centre, a station and an outlet, in three counties."""
    top = centre(name="中心", longitude="93.52", latitude="42.83")
    below = station(top, name="巴里坤站", region=region("650521"), longitude="93.01", latitude="43.6")
    return top, below, outlet(below, name="网点", region=region("650522"))
