"""The JSON API under ``/api/v1/``: one NinjaAPI, to which apps attach by ``AppConfig.api_router``.

This module has what all routers share: error format, limits, paging and the description. See docs/api.md.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, Generic, TypeVar

from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from django.apps import apps
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from onestop import __version__
from onestop.site.errors import error_json
from onestop.site.throttling import ClientThrottle

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
LAST_PAGE = 1_000_000

Row = TypeVar("Row")


class FieldError(Schema):
    """A value that was refused."""

    field: str = Field(description="Name of the parameter or the path to it in the body")
    message: str


class Error(Schema):
    """What went wrong and what to do."""

    code: str = Field(description="A word for programs", examples=["not_found"])
    message: str = Field(description="A sentence for people")
    fields: list[FieldError] | None = Field(None, description="With code `invalid`: what was refused")


class ErrorBody(Schema):
    """The body of every error."""

    error: Error


class PageParams(Schema):
    """``page`` and ``page_size`` of every list: ``params: Query[PageParams]``, or a subclass."""

    page: int = Field(1, ge=1, le=LAST_PAGE, description=gettext_noop("Number of the page, from 1"))
    page_size: int = Field(PAGE_SIZE, ge=1, le=MAX_PAGE_SIZE, description=gettext_noop("Rows of a page"))

    @property
    def offset(self) -> int:
        """Number of rows before the page."""
        return (self.page - 1) * self.page_size


class PageOf(Schema, Generic[Row]):
    """A page of a list; subclass as ``PageOf[RowSchema]``."""

    count: int
    next: str | None = Field(description="Address of the next page")
    previous: str | None = Field(description="Address of the page before")
    results: list[Row]


def page_links(request: HttpRequest, params: PageParams, count: int) -> dict[str, Any]:
    """Return ``count``, ``next`` and ``previous`` of the page of ``request``.

    Args:
        request: Its query is kept in the addresses.
        params: Which page was asked for.
        count: Number of rows of the whole list.

    Raises:
        HttpError: 404 when the list has no such page.
    """
    last = max(1, -(-count // params.page_size))
    if params.page > last:
        raise HttpError(404, _("The list has %(last)d pages.") % {"last": last})

    def address(page: int) -> str:
        query = request.GET.copy()
        query["page"] = str(page)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    return {
        "count": count,
        "next": address(params.page + 1) if params.page < last else None,
        "previous": address(params.page - 1) if params.page > 1 else None,
    }


def paginate(request: HttpRequest, params: PageParams, count: int, results: Sequence[Any]) -> dict[str, Any]:
    """Return the body of a list: :func:`page_links` and the rows of the page."""
    return {**page_links(request, params, count), "results": results}


class _Renderer(JSONRenderer):
    """JSON with Chinese as it is written."""

    json_dumps_params = {"ensure_ascii": False}


def _not_found(request: HttpRequest, exc: Http404) -> HttpResponse:  # noqa: ARG001
    """Answer 404."""
    return error_json(404)


def _http_error(request: HttpRequest, exc: HttpError) -> HttpResponse:  # noqa: ARG001
    """Answer an error that a view raised on purpose: its message is meant for the reader."""
    return error_json(exc.status_code, "" if exc.status_code == HTTPStatus.BAD_REQUEST else exc.message)


def _throttled(request: HttpRequest, exc: Throttled) -> HttpResponse:  # noqa: ARG001
    """Answer 429."""
    return error_json(429)  # django-ninja adds Retry-After


def message_of(error: dict[str, Any]) -> str:
    """Return what is wrong with a value, in the reader's language, for an error as pydantic describes it."""
    messages = {
        "missing": _("It is missing."),
        "int_parsing": _("A whole number is expected."),
        "int_type": _("A whole number is expected."),
        "bool_parsing": _("true or false is expected."),
        "date_parsing": _("A date such as 2026-11-22 is expected."),
        "date_from_datetime_parsing": _("A date such as 2026-11-22 is expected."),
        "greater_than_equal": _("It must be at least {ge}."),
        "less_than_equal": _("It must be at most {le}."),
        "string_type": _("Text is expected."),
        "string_too_long": _("It must have at most {max_length} characters."),
        "string_too_short": _("It must have at least {min_length} characters."),
        "literal_error": _("It must be one of {expected}."),
        "enum": _("It must be one of {expected}."),
    }
    message = messages.get(error["type"])
    return message.format(**error.get("ctx", {})) if message else str(error["msg"])


def _invalid(request: HttpRequest, exc: ValidationError) -> HttpResponse:  # noqa: ARG001
    """Answer 422 with the name of each refused value; never with what was sent."""
    fields = [
        {
            "field": ".".join(str(part) for part in error["loc"][1:] if part != "params"),
            "message": message_of(error),
        }
        for error in exc.errors
    ]
    return error_json(422, fields=fields)


class SiteAPI(NinjaAPI):
    """NinjaAPI whose every answer, errors included, has the described form."""

    def set_default_exception_handlers(self) -> None:
        """Put ours in the place of django-ninja's; what nobody expected is left to ``handler500``."""
        super().set_default_exception_handlers()
        self.add_exception_handler(Http404, _not_found)
        self.add_exception_handler(HttpError, _http_error)
        self.add_exception_handler(Throttled, _throttled)
        self.add_exception_handler(ValidationError, _invalid)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the description, with the errors that each operation can answer."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        # One server and full paths: a reader of the description needs no other address.
        schema["components"].setdefault("schemas", {}).update(_error_schemas())
        for operations in schema["paths"].values():
            for operation in operations.values():
                _describe_errors(operation)
        return schema

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        """URL patterns whose views answer a wrong method in the API's form too."""
        patterns, app_name, namespace = super().urls
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _with_json_405(pattern.callback)
        return patterns, app_name, namespace


def _error_schemas() -> dict[str, Any]:
    """Return the JSON schemas of the error body, by name."""
    schema = ErrorBody.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "ErrorBody": schema}


def _describe_errors(operation: dict[str, Any]) -> None:
    """Add the errors that any operation can answer to its description."""
    statuses = {400: "Not readable", 429: "Too many requests"}
    if operation.get("parameters") or "requestBody" in operation:
        statuses |= {404: "Not found", 422: "A value was refused"}
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorBody"}}}
    for status, description in statuses.items():
        operation["responses"].setdefault(status, {"description": description, "content": content})
    # Not ours: the server in front refuses a request line of more than some 4,000 bytes.
    operation["responses"].setdefault(414, {"description": "Address too long"})


def _with_json_405(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap ``view`` so that 405 has the API's form and keeps its ``Allow``."""

    @wraps(view, updated=("__dict__",) if hasattr(view, "__dict__") else ())
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        refused = error_json(405)
        refused["Allow"] = response["Allow"]
        return refused

    return answer


api = SiteAPI(
    title=f"{settings.WAGTAIL_SITE_NAME} API",
    version=__version__,
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    docs_url=None,
    docs_decorator=require_safe,
    renderer=_Renderer(),
    throttle=ClientThrottle("api", settings.API_RATE),
)


def attach_routers() -> None:
    """Add the router of each installed app that names one, in the order of INSTALLED_APPS."""
    for config in apps.get_app_configs():
        if router := getattr(config, "api_router", ""):
            api.add_router("", router)


attach_routers()
