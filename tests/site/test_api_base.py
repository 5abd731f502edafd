"""What all routers of the API share: error format, paging, limits, description and the readable page."""

from typing import Annotated

import pytest
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from django.http import Http404, HttpRequest
from django.test import Client
from django.urls import path
from django.utils.translation import gettext, override

from onestop.site.api import MAX_PAGE_SIZE, PageOf, PageParams, SiteAPI, api, paginate
from onestop.site.api_docs import operations
from onestop.site.errors import api_not_found, page_not_found, server_error
from onestop.site.throttling import ClientThrottle
from onestop.site.urls import urlpatterns as site_urlpatterns

pytestmark = pytest.mark.django_db
router = Router()


class Row(Schema):
    """A number."""

    number: int


class Listed(PageParams):
    """Parameters of the list."""

    total: int = 45


class Body(Schema):
    """Lines of text."""

    text: Annotated[str, Field(max_length=10)]


@router.get("/rows/", response=PageOf[Row])
def rows(request: HttpRequest, params: Query[Listed]) -> dict[str, object]:
    numbers = range(params.total)[params.offset : params.offset + params.page_size]
    return paginate(request, params, params.total, [{"number": number} for number in numbers])


@router.get("/missing/{name}/")
def missing(request: HttpRequest, name: str) -> None:
    raise Http404


@router.get("/refused/")
def refused(request: HttpRequest) -> None:
    raise HttpError(404, "没有这个标准")


@router.get("/broken/")
def broken(request: HttpRequest) -> None:
    raise ZeroDivisionError


@router.post("/check/")
def check(request: HttpRequest, body: Body) -> dict[str, str]:
    return {"text": body.text}


trial = SiteAPI(
    urls_namespace="trial",
    openapi_url="/openapi.json",
    docs_url=None,
    throttle=ClientThrottle("trial", "1000/m"),
)
trial.add_router("", router)
narrow = SiteAPI(
    urls_namespace="narrow", openapi_url=None, docs_url=None, throttle=ClientThrottle("narrow", "2/d")
)
narrow.add_router("", Router())


@narrow.get("/once/")
def once(request: HttpRequest) -> dict[str, int]:
    return {"number": 1}


handler404 = page_not_found
handler500 = server_error
urlpatterns = [
    path("api/trial/", trial.urls),
    path("api/narrow/", narrow.urls),
    path("api/trial/<path:rest>", api_not_found),
    *site_urlpatterns,
]


@pytest.fixture(autouse=True)
def _trial_urls(settings) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def ask() -> Client:
    return Client(raise_request_exception=False)


def error_of(answer) -> dict[str, object]:
    """Return the error of an answer, after seeing that it has the promised form and nothing beside."""
    assert answer["Content-Type"] == "application/json"
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) <= {"code", "message", "fields"}
    assert body["error"]["message"]
    return body["error"]


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("get", "missing/a/", 404, "not_found"),
        ("get", "refused/", 404, "not_found"),
        ("get", "no-such-thing/", 404, "not_found"),
        ("post", "rows/", 405, "method_not_allowed"),
        ("get", "rows/?page=0", 422, "invalid"),
        ("get", "rows/?page=x", 422, "invalid"),
        ("get", "rows/?page=99999999", 422, "invalid"),
        ("get", "rows/?page=1000", 404, "not_found"),
        ("get", f"rows/?page_size={MAX_PAGE_SIZE + 1}", 422, "invalid"),
        ("get", "broken/", 500, "server_error"),
    ],
)
def test_every_error_has_the_same_form(ask, method, address, status, code) -> None:
    answer = getattr(ask, method)(f"/api/trial/{address}")
    assert answer.status_code == status
    assert error_of(answer)["code"] == code
    assert "Traceback" not in answer.content.decode()


def test_a_message_that_a_view_gives_reaches_the_reader_as_written(ask) -> None:
    answer = ask.get("/api/trial/refused/")
    assert "没有这个标准" in answer.content.decode(), "Chinese is not escaped"


def test_a_refused_value_is_named_and_not_repeated(ask) -> None:
    answer = ask.get("/api/trial/rows/?page=13899998888x")
    assert error_of(answer)["fields"] == [
        {"field": "page", "message": gettext("A whole number is expected.")}
    ]
    assert "13899998888" not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "number"), [("page=0", "1"), ("page_size=1000", "100"), ("page=99999999", "1000000")]
)
def test_a_limit_is_told(ask, query, number) -> None:
    (field,) = error_of(ask.get(f"/api/trial/rows/?{query}"))["fields"]
    assert number in field["message"]


@pytest.mark.parametrize(
    ("body", "status"),
    [("{", 400), ("[]", 422), ('{"text": "more than ten"}', 422), ("", 422), (b"\xff\xfe", 400)],
)
def test_a_body_that_is_not_as_described_is_answered_clearly(ask, body, status) -> None:
    answer = ask.post("/api/trial/check/", body, content_type="application/json")
    assert answer.status_code == status
    assert error_of(answer)["code"] == {400: "bad_request", 422: "invalid"}[status]


def test_a_method_that_is_not_answered_names_those_that_are(ask) -> None:
    assert ask.delete("/api/trial/rows/")["Allow"] == "GET"


def test_a_list_comes_in_pages_that_lead_to_each_other(ask) -> None:
    first = ask.get("/api/trial/rows/?page_size=20").json()
    assert (first["count"], first["previous"], len(first["results"])) == (45, None, 20)
    second = ask.get(first["next"]).json()
    last = ask.get(second["next"]).json()
    assert [row["number"] for row in last["results"]] == [40, 41, 42, 43, 44]
    assert last["next"] is None
    assert ask.get(last["previous"]).json() == second


def test_an_empty_list_has_one_empty_page(ask) -> None:
    answer = ask.get("/api/trial/rows/?total=0")
    assert answer.status_code == 200
    assert answer.json()["results"] == []


def test_too_many_requests_are_answered_with_when_to_come_again(ask) -> None:
    answers = [ask.get("/api/narrow/once/", REMOTE_ADDR="192.0.2.1") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert error_of(answers[2])["code"] == "too_many_requests"
    assert 0 < int(answers[2]["Retry-After"]) <= 86_400
    assert ask.get("/api/narrow/once/", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_the_description_names_the_errors_of_each_operation() -> None:
    schema = trial.get_openapi_schema()
    assert {400, 404, 422, 429, 200} <= set(schema["paths"]["/api/trial/rows/"]["get"]["responses"])
    assert "ErrorBody" in schema["components"]["schemas"]


def test_the_description_is_served_and_only_read(client) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.")
    assert client.post("/api/v1/openapi.json").status_code == 405


def test_addresses_outside_the_api_s_routers_are_json_too(client) -> None:
    for address in ("/api/v1/nothing/", "/api/v2/", "/api/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert error_of(answer)["code"] == "not_found"


def test_the_readable_page_lists_every_operation(client) -> None:
    text = client.get("/api/v1/").content.decode()
    paths = api.get_openapi_schema()["paths"]
    assert all(address in text for address in paths)
    assert "/api/v1/openapi.json" in text


def test_the_readable_page_speaks_the_reader_s_language() -> None:
    described = [
        text
        for operation in operations(api.get_openapi_schema())
        for text in (operation.summary, *(parameter.description for parameter in operation.parameters))
        if text
    ]
    assert described
    with override("zh-hans"):
        assert [text for text in described if gettext(text) == text] == []
