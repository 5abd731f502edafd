"""``/services/`` of the JSON API: the ranked list, and a whole guide."""

import datetime as dt
from typing import Any

from ninja import Field, Query, Router, Schema

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from onestop.catalogue.services.choices import Channel
from onestop.catalogue.services.entries import Entry
from onestop.catalogue.services.finding import LONGEST, find_services
from onestop.catalogue.services.models import ServiceItemPage
from onestop.catalogue.services.presenting import GuideView
from onestop.site.api import PageOf, PageParams, paginate

router = Router(tags=["services"])


class ServiceQuery(PageParams):
    """What is asked."""

    q: str = Field("", max_length=LONGEST, description=_("Everyday words, a title, a clause; empty for all"))


class ServiceRow(Schema):
    """A service in the list."""

    clause: str
    title: str
    category: str
    url: str


class ServiceList(PageOf[ServiceRow]):
    """A page of services, the best first."""


class MaterialOut(Schema):
    """A material to hand in."""

    name: str
    form: str
    copies: int
    need: str
    note: str
    blank: str = Field(description="Address of the blank form, or empty")
    sample: str = Field(description="Address of a filled-in sample, or empty")


class StepOut(Schema):
    """A step; ``days`` are working days."""

    name: str
    who: str
    days: int
    text: str


class BasisOut(Schema):
    """A law or standard that the service stands on."""

    title: str
    article: str
    text: str
    standard: str
    url: str


class QuestionOut(Schema):
    """A frequent question."""

    question: str
    answer: str


class StandardOut(Schema):
    """A standard that the service works with; without ``url`` it is not in the register."""

    number: str
    title: str
    status: str
    url: str


class PlaceOut(Schema):
    """Who offers it today."""

    name: str
    address: str
    phone: str
    hours: str = Field(description="Hours of today in words")
    url: str


class FeeOut(Schema):
    """What it costs."""

    charged: str
    standard: str
    basis: str
    charged_by: str


class ServiceOut(ServiceRow):
    """A whole guide."""

    code: str
    kind: str
    summary: str
    keywords: list[str]
    audience: str
    conditions: list[str]
    channels: list[str]
    materials: list[MaterialOut]
    steps: list[StepOut]
    promised_days: int | None
    instant: bool
    important: bool
    statutory: str
    decided_by: str
    caution: str
    fee: FeeOut
    result: str
    delivery: str
    required_qualification: str
    basis: list[BasisOut]
    faq: list[QuestionOut]
    standards: list[StandardOut]
    places: list[PlaceOut]
    links: list[str]
    phone: str
    complaint_phone: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    version: int | None


@router.get("/services/", response=ServiceList, summary=_("Find services by everyday words"))
def services(request: HttpRequest, params: Query[ServiceQuery]) -> dict[str, Any]:
    """Return the services that the question asks for, the best first; all of them without a question."""
    found = find_services(params.q)
    page = found[params.offset : params.offset + params.page_size]
    return paginate(request, params, len(found), [_row(request, entry) for entry in page])


@router.get("/services/{slug}/", response=ServiceOut, summary=_("A service's guide"))
def service(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return a whole guide; 404 if it is not published or not valid today."""
    item = ServiceItemPage.objects.current().select_related("category").filter(slug=slug).first()
    if item is None or item.category is None:
        raise Http404
    return _guide(GuideView(request, item, timezone.localdate()))


def _row(request: HttpRequest, entry: Entry) -> dict[str, str]:
    return {
        "clause": entry.clause,
        "title": entry.title,
        "category": entry.category.name,
        "url": request.build_absolute_uri(entry.url),
    }


SAME = (
    *("clause", "title", "code", "kind", "summary", "audience", "promised_days", "instant", "important"),
    *("statutory", "decided_by", "caution", "result", "delivery", "required_qualification"),
    *("valid_from", "valid_to"),
)


def _guide(view: GuideView) -> dict[str, Any]:
    item, absolute = view.item, view.request.build_absolute_uri
    return {
        **{name: getattr(item, name) for name in SAME},
        "category": item.category.name if item.category else "",
        "url": view.url,
        "keywords": item.lines("keywords"),
        "conditions": view.conditions,
        "channels": [channel for channel in Channel.values if getattr(item, channel)],
        "fee": {
            "charged": item.charged,
            "standard": item.fee_standard,
            "basis": item.fee_basis,
            "charged_by": item.charged_by,
        },
        "materials": [
            {
                **{name: getattr(each.row, name) for name in ("name", "form", "copies", "need", "note")},
                "blank": absolute(each.blank_url) if each.blank_url else "",
                "sample": absolute(each.sample_url) if each.sample_url else "",
            }
            for each in view.materials
        ],
        "steps": [
            {name: getattr(step, name) for name in ("name", "who", "days", "text")} for step in view.steps
        ],
        **_grounds(view),
        "places": [
            {
                **{name: getattr(place, name) for name in ("name", "address", "phone", "hours")},
                "url": absolute(place.url),
            }
            for place in view.places
        ],
        "phone": view.phone.phone,
        "complaint_phone": view.complaint_phone.phone,
        "version": view.latest.number if view.latest else None,
    }


def _grounds(view: GuideView) -> dict[str, Any]:
    absolute = view.request.build_absolute_uri
    return {
        "basis": [{name: value.get(name) or "" for name in BasisOut.model_fields} for value, _ in view.basis],
        "faq": [{name: block.value[name] for name in ("question", "answer")} for block in view.item.faq],
        "standards": [
            {
                "number": each.number,
                "title": each.title,
                "status": each.status,
                "url": absolute(each.url) if each.url else "",
            }
            for each in view.standards
        ],
        "links": [block.value["url"] for block in view.item.links],
    }
