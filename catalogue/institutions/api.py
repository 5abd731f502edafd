"""``/institutions/``: what the page of the directories shows."""

import datetime as dt
from typing import Any, Literal

from ninja import Field, Query, Router, Schema

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from onestop.catalogue.institutions.asking import keys_of
from onestop.catalogue.institutions.filters import InstitutionFilter
from onestop.catalogue.institutions.rows import Row, rows_of
from onestop.site.api import PageOf, PageParams, paginate
from onestop.site.errors import error_json

router = Router(tags=["institutions"])
PATH = "/institutions/"
LONGEST = 100


class Coded(Schema):
    """A value of a closed list, with its word."""

    value: str
    label: str


class ScopeOut(Schema):
    """A line of a certificate's annex."""

    field: str
    product: str
    parameter: str
    standard: str = Field(description="Number as printed")
    limits: str
    verdict: Coded | None = Field(
        description="`qualified`, `other_edition` or `no_year`, if a standard was asked for"
    )


class CertificateOut(Schema):
    """A certificate."""

    number: str
    issuer: str
    valid_from: dt.date | None
    valid_until: dt.date | None
    state: Coded


class InstitutionOut(Schema):
    """An institution with one of its certificates."""

    name: str
    kind: Coded
    region: Coded
    certificate: CertificateOut
    verdict: Coded | None = Field(description="The best that its annex says about the standard asked for")
    scopes: list[ScopeOut] = Field(description="The first lines of the annex that fit")
    scopes_found: int
    source: str
    checked: dt.date | None
    stale: bool = Field(description="The last comparison with the official source is long ago")
    official_url: str
    url: str


class InstitutionList(PageOf[InstitutionOut]):
    """A page of institutions."""


class InstitutionQuery(PageParams):
    """The choices of the page."""

    kind: Literal["cma", "certification_body"] = "cma"
    q: str = Field("", max_length=LONGEST, description=_("Institution, product or parameter"))
    standard: str = Field("", max_length=LONGEST, description=_("A standard's number in any spelling"))
    field: str = Field("", max_length=LONGEST, description=_("Field as the page offers it"))
    region: str = Field("", max_length=9, description=_("Region code"))
    expired: bool = Field(False, description=_("Expired certificates as well"))
    sort: Literal["", "until", "checked"] = ""


@router.get(PATH, response=InstitutionList, summary=_("Testing and certification bodies with their scope"))
def institutions(request: HttpRequest, params: Query[InstitutionQuery]) -> dict[str, Any] | HttpResponse:
    """Return certificates, those with the very edition of the standard asked for first."""
    found = InstitutionFilter(request.GET, timezone.localdate())
    if found.form.errors:
        fields = [
            {"field": name, "message": " ".join(messages)} for name, messages in found.form.errors.items()
        ]
        return error_json(422, fields=fields)
    keys = keys_of(found.question)
    page = rows_of(found, keys[params.offset : params.offset + params.page_size])
    return paginate(request, params, len(keys), [_out(request, each) for each in page])


def _coded(value: Any, label: Any) -> dict[str, str]:
    return {"value": str(value), "label": str(label)}


def _out(request: HttpRequest, shown: Row) -> dict[str, Any]:
    held = shown.qualification
    region = held.organisation.region
    return {
        "name": held.organisation.name,
        "kind": _coded(held.kind, held.get_kind_display()),
        "region": _coded(region.code, region.name),
        "certificate": {
            "number": held.number,
            "issuer": held.issuer,
            "valid_from": held.valid_from,
            "valid_until": held.valid_until,
            "state": _coded(*shown.state),
        },
        "verdict": _coded(shown.verdict.value, shown.verdict.label) if shown.verdict else None,
        "scopes": [
            {
                "field": each.scope.field,
                "product": each.scope.product,
                "parameter": each.scope.parameter,
                "standard": each.scope.standard_number,
                "limits": each.scope.limits,
                "verdict": _coded(each.verdict.value, each.verdict.label) if each.verdict else None,
            }
            for each in shown.scope_rows
        ],
        "scopes_found": shown.found,
        "source": held.source,
        "checked": held.checked_on,
        "stale": shown.is_stale,
        "official_url": held.official_url,
        "url": request.build_absolute_uri(f"{PATH}{held.pk}/"),
    }
