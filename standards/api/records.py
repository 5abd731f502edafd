"""``/standards/<slug>/`` and ``/resolve/``."""

from typing import Any

from ninja import Query, Router
from ninja.responses import Status as Answer

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onestop.standards.api.listing import row_out
from onestop.standards.api.schemas import NotResolvedOut, ResolutionOut, StandardOut
from onestop.standards.choices import Status
from onestop.standards.numbers import Interpretation, interpret
from onestop.standards.record import citing
from onestop.standards.record.loading import Record, load
from onestop.standards.record.places import places_for, places_for_number
from onestop.standards.record.relations import related
from onestop.standards.record.resolving import Resolved, resolve
from onestop.standards.record.sentence import sentence
from onestop.standards.searching.filters import LONGEST_QUERY
from onestop.standards.searching.service import plain_row

router = Router()

_TEXTS = ("number", "title", "title_en", "nature", "region", "review_result", "record_number", "announcement")
_MORE_TEXTS = ("plan_number", "scope", "text_policy", "source", "source_url")
_LINES = {"other_titles": "other_titles", "drafting_organisations": "drafting_orgs", "drafters": "drafters"}
_DAYS = {
    "issued": "issued_on",
    "effective": "effective_on",
    "withdrawn": "withdrawn_on",
    "reviewed": "reviewed_on",
    "checked": "checked_on",
}
_AGENCIES = ("issuer", "authority", "owner", "proposer")


@router.get(
    "/standards/{slug}/",
    response=StandardOut,
    by_alias=True,
    summary=gettext_noop("One standard with its relations"),
)
def standard(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return the whole record of a number in any spelling; an undated one is the edition in force."""
    today = timezone.localdate()
    record = load(slug, today)
    if record is None:
        resolved = resolve(slug, today)
        record = load(resolved.standard.slug, today) if resolved else None
    if record is None:
        raise Http404
    return _record_out(request, record)


def _record_out(request: HttpRequest, record: Record) -> dict[str, Any]:
    standard = record.standard
    return {
        **{name: getattr(standard, name) for name in (*_TEXTS, *_MORE_TEXTS)},
        **{name: getattr(standard, column).splitlines() for name, column in _LINES.items()},
        **{name: getattr(standard, column) for name, column in _DAYS.items()},
        **{name: agency.name if (agency := getattr(standard, name)) else "" for name in _AGENCIES},
        "class": standard.standard_class,
        "industry_chains": standard.industry_chains.splitlines(),
        "other_numbers": [extra.code for extra in record.of_kind("alias")],
        "status": {"value": standard.status, "label": str(Status(standard.status).label)},
        "sentence": sentence(record),
        "ics": _classes(record, "ics"),
        "ccs": _classes(record, "ccs"),
        "relations": _relations(request, record),
        "amendments": _amendments(record),
        "citation": citing.text(standard),
        "official": [
            *({"name": extra.name, "url": extra.code} for extra in record.of_kind("link")),
            *(
                {"name": str(p.name), "url": p.url}
                for p in places_for(standard.number, standard.standard_class)
            ),
        ],
        "url": request.build_absolute_uri(standard.get_absolute_url()),
    }


def _classes(record: Record, kind: str) -> list[dict[str, str]]:
    return [{"code": extra.code, "name": extra.label} for extra in record.of_kind(kind)]


def _relations(request: HttpRequest, record: Record) -> list[dict[str, Any]]:
    return [
        {
            "kind": line.kind,
            "number": line.number,
            "title": line.title,
            "status": line.status or None,
            "url": request.build_absolute_uri(line.url) if line.url else None,
            "note": line.note,
        }
        for line in related(record)
    ]


def _amendments(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "number": each.label,
            "issued": each.issued_on,
            "effective": each.effective_on,
            "summary": each.summary,
            "url": each.url,
        }
        for each in record.amendments
    ]


@router.get(
    "/resolve/",
    response={200: ResolutionOut, 404: NotResolvedOut},
    by_alias=True,
    summary=gettext_noop("What a written number means"),
)
def resolution(
    request: HttpRequest,
    q: str = Query(
        ..., min_length=1, max_length=LONGEST_QUERY, description=gettext_noop("A number in any spelling")
    ),
) -> Any:
    """Return the edition that the number names, else the one in force, with its amendments."""
    today = timezone.localdate()
    meaning = interpret(q)
    found = resolve(q, today)
    candidates = _candidates(meaning, found)
    if found is None:
        places = places_for_number(meaning.candidates[0]) if meaning.candidates else places_for("", "")
        return Answer(
            404,
            {
                "error": {
                    "code": "not_found",
                    "message": _("This register does not have it. Look at the official places."),
                },
                "candidates": candidates,
                "places": [{"name": str(place.name), "url": place.url} for place in places],
            },
        )
    record = load(found.standard.slug, today)
    return Answer(
        200,
        {
            "asked": q,
            "resolved": row_out(request, plain_row(found.standard, "")),
            "reason": _reason(meaning, found),
            "amendments": _amendments(record) if record else [],
            "candidates": candidates,
        },
    )


def _reason(meaning: Interpretation, found: Resolved) -> str:
    if any(number.amendment for number in meaning.candidates):
        return "amendment"
    return "exact" if found.certain else "edition_in_force"


def _candidates(meaning: Interpretation, found: Resolved | None) -> list[dict[str, Any]]:
    keys = {found.standard.full_key, found.standard.base_key} if found else set()
    return [
        {"number": str(number), "in_register": bool(keys & {number.full_key, number.base_key})}
        for number in meaning.candidates
    ]
