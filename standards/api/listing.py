"""``/standards/`` and ``/suggest/``."""

from typing import Annotated, Any, Literal

from ninja import Field, Query, Router
from pydantic import BeforeValidator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from onestop.site.api import PageParams, paginate
from onestop.site.errors import error_json
from onestop.standards.api.schemas import StandardList, Suggestion
from onestop.standards.searching.asking import Question
from onestop.standards.searching.filters import LONGEST_QUERY, MOST_VALUES
from onestop.standards.searching.listing import Listing
from onestop.standards.searching.results import Page, Row
from onestop.standards.searching.service import search
from onestop.standards.searching.suggesting import suggest

router = Router()


def _without_blanks(values: Any) -> Any:
    """Leave out empty values: a form sends its empty fields too, and they ask for nothing."""
    return [value for value in values if value != ""] if isinstance(values, list) else values


given = BeforeValidator(_without_blanks)
Codes = Annotated[list[str], given]


def _codes(description: str) -> Any:
    return Field(default_factory=list, max_length=MOST_VALUES, description=description)


class StandardQuery(PageParams):
    """The question, the facets (each may be given several times) and the order."""

    q: str = Field(
        "", max_length=LONGEST_QUERY, description=_("A number in any spelling, words of a title, a sentence")
    )
    status: Annotated[list[Literal["current", "upcoming", "replaced", "withdrawn", "unknown"]], given] = (
        _codes(_("Status today"))
    )
    standard_class: Codes = Field(
        default_factory=list, alias="class", max_length=MOST_VALUES, description=_("Class of issuer")
    )
    nature: Annotated[list[Literal["mandatory", "recommended", "guidance"]], given] = _codes(
        _("How far it binds")
    )
    region: Codes = _codes(_("Region code of local standards, such as 6505"))
    code: Codes = _codes(_("Code of the number, such as GB/T"))
    ics: Codes = _codes(_("ICS code, with all below it"))
    ccs: Codes = _codes(_("CCS code, with all below it"))
    year: Codes = _codes(_("Year of the edition"))
    has_text: Annotated[list[Literal["true", "false"]], given] = _codes(
        _("Whether the text can be read here")
    )
    editions: Literal["", "all"] = Field("", description=_("`all`: every edition, not one for each number"))
    sort: Literal["relevance", "effective", "issued", "number"] = "relevance"


@router.get(
    "/standards/", response=StandardList, by_alias=True, summary=_("Search the register of standards")
)
def standards(request: HttpRequest, params: Query[StandardQuery]) -> dict[str, Any] | HttpResponse:
    """Return a page of results with the counts of every facet; one result a number, not an edition."""
    question = Question.from_address(_filled(request.GET))
    if question.errors:
        fields = [
            {"field": name, "message": " ".join(messages)} for name, messages in question.errors.items()
        ]
        return error_json(422, fields=fields)
    answer = search(question, timezone.localdate(), page=params.page, size=params.page_size, card=False)
    return {
        **paginate(request, params, answer.total, [row_out(request, row) for row in answer.rows]),
        "query": _query_out(answer),
        "facets": {
            name: [{"value": each.value, "label": str(each.label), "count": each.count} for each in options]
            for name, options in answer.facets.items()
        },
    }


def _filled(asked: QueryDict) -> QueryDict:
    """Return the parameters that have a value."""
    filled = QueryDict(mutable=True)
    for name, values in asked.lists():
        filled.setlist(name, _without_blanks(values))
    return filled


@router.get("/suggest/", response=list[Suggestion], summary=_("Complete what is being typed"))
def suggestions(
    request: HttpRequest,  # noqa: ARG001 - ninja hands it over
    q: str = Query("", max_length=LONGEST_QUERY, description=_("What has been typed so far")),
) -> list[dict[str, str]]:
    """Return at most ten standards whose number or title begins or matches so."""
    found = suggest(q, timezone.localdate())
    return [{"number": each.number, "title": each.title, "url": each.get_absolute_url()} for each in found]


def row_out(request: HttpRequest, row: Row) -> dict[str, Any]:
    """Return a result as the API shows it."""
    standard = row.standard
    return {
        "number": standard.number,
        "title": standard.title,
        "title_en": standard.title_en,
        "class": standard.standard_class,
        "status": {"value": row.status, "label": row.status_label},
        "issued": standard.issued_on,
        "effective": standard.effective_on,
        "url": request.build_absolute_uri(row.url),
        "match": row.match.value if row.match else None,
        "highlight": row.excerpt or row.title,
    }


def _query_out(answer: Page) -> dict[str, Any]:
    listing = Listing(answer, "/standards/")
    notices = [notice["text"] for notice in listing.notices]
    return {
        "text": answer.question.text,
        "as_number": str(answer.asked_number) if answer.asked_number else None,
        "engine": answer.engine,
        "notice": " ".join(filter(None, [listing.missing, *notices])),
    }
