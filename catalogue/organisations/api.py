"""``/organisations/``: what the network's pages show."""

import datetime as dt
from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _

from onestop.catalogue.organisations import profile
from onestop.catalogue.organisations.choices import Status
from onestop.catalogue.organisations.listing import Listing, Row
from onestop.catalogue.organisations.profile import Profile
from onestop.site.api import PageOf, PageParams, paginate

router = Router(tags=["organisations"])


class Coded(Schema):
    """A value of a closed list, with its word."""

    value: str
    label: str


class Named(Schema):
    """Something with an address."""

    name: str
    url: str


class RegionOut(Schema):
    """A region by its code (GB/T 2260)."""

    code: str
    name: str


class OrganisationOut(Schema):
    """An organisation as the list shows it; what an outlet does not publish is empty."""

    kind: Coded
    name: str
    url: str
    status: Coded = Field(description="Where it stands today: notice, running or suspended")
    region: RegionOut
    address: str
    phone: str
    longitude: float | None
    latitude: float | None
    open_now: bool
    today: str = Field(description="Today's hours in words")
    sample: bool = Field(description="Not a real office")


class QualificationOut(Schema):
    """A certificate."""

    kind: Coded
    number: str
    issuer: str
    valid_from: dt.date | None
    valid_until: dt.date | None
    valid: bool
    official_url: str


class WindowOut(Schema):
    """A window of today."""

    window: str
    hours: list[str]


class OrganisationDetail(OrganisationOut):
    """An organisation as its page shows it."""

    basis: dict[str, str]
    parent: Named | None
    week: dict[str, str]
    windows: list[WindowOut]
    services: list[Named]
    qualifications: list[QualificationOut]


class OrganisationList(PageOf[OrganisationOut]):
    """A page of organisations."""


class OrganisationQuery(PageParams):
    """How the list is narrowed."""

    kind: Literal["", "centre", "station", "outlet", "provider", "authority"] = ""
    county: str = Field("", max_length=6, description=_("Region code of a county"))
    open: Literal["", "1"] = Field("", description=_("1: open now"))


@router.get("/organisations/", response=OrganisationList, summary=_("The service network"))
def organisations(request: HttpRequest, params: Query[OrganisationQuery]) -> dict[str, Any]:
    """Return centre, stations, outlets, institutions and authorities, in the order of the page."""
    rows = Listing(request.GET).rows
    shown = rows[params.offset : params.offset + params.page_size]
    return paginate(request, params, len(rows), [_row(request, row) for row in shown])


@router.get("/organisations/{slug}/", response=OrganisationDetail, summary=_("One organisation"))
def organisation(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return what its page shows; 404 when there is none with this address."""
    found = profile.find(slug)
    if found is None:
        raise Http404
    view = Profile(found)
    row = Row(0, found, view.standing, view.now)
    parent = found.parent
    return {
        **_row(request, row),
        "basis": {term: str(value) for term, value in view.basis},
        "parent": _named(request, parent.name, parent.get_absolute_url()) if parent else None,
        "week": dict(view.week),
        "windows": [{"window": each.window, "hours": [*map(str, each.spans)]} for each in view.windows],
        "services": [_named(request, each.title, each.url) for each in view.services],
        "qualifications": [
            {
                "kind": {"value": each.kind, "label": each.get_kind_display()},
                "number": each.number,
                "issuer": each.issuer,
                "valid_from": each.valid_from,
                "valid_until": each.valid_until,
                "valid": each.is_valid_on(view.today),
                "official_url": each.official_url,
            }
            for each in view.qualifications
        ],
    }


def _named(request: HttpRequest, name: str, url: str) -> dict[str, str]:
    return {"name": name, "url": request.build_absolute_uri(url)}


def _row(request: HttpRequest, row: Row) -> dict[str, Any]:
    place = row.organisation
    shown = place.shows_contact
    longitude, latitude = place.place or (None, None)
    return {
        "kind": {"value": place.kind, "label": place.get_kind_display()},
        "name": place.name,
        "url": request.build_absolute_uri(place.get_absolute_url()),
        "status": {"value": row.standing.value, "label": str(Status(row.standing).label)},
        "region": {"code": place.region.code, "name": place.region.name},
        "address": place.address if shown else "",
        "phone": place.phone if shown else "",
        "longitude": longitude,
        "latitude": latitude,
        "open_now": row.is_open,
        "today": row.now.sentence,
        "sample": place.is_sample,
    }
