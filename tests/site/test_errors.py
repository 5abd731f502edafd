"""Error pages: in the site's look, without the database, and never a traceback."""

import pytest

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory
from django.urls import path

from onestop.site import errors, urls

pytestmark = pytest.mark.django_db


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def fail(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("the secret of the machine")


urlpatterns = [path("refuse/", refuse), path("suspect/", suspect), path("fail/", fail), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.permission_denied,
    errors.page_not_found,
    errors.server_error,
)


@pytest.fixture(autouse=True)
def _urls(settings) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


CASES = [("/suspect/", 400), ("/refuse/", 403), ("/nothing-here/", 404), ("/fail/", 500)]


@pytest.mark.parametrize(("address", "status"), CASES)
def test_an_error_has_a_page_in_the_site_s_look(visitor, address, status) -> None:
    answer = visitor.get(address)
    assert answer.status_code == status
    assert f"{status}.html" in [template.name for template in answer.templates]
    text = answer.content.decode()
    assert text.count("<h1") == 1
    assert 'href="/"' in text
    assert "Traceback" not in text
    assert "the secret of the machine" not in text


def _no_database(*arguments: object) -> object:
    raise DatabaseError("no database")


def test_a_failing_page_has_its_error_page_without_a_database(visitor) -> None:
    with connection.execute_wrapper(_no_database):
        answer = visitor.get("/fail/")
    assert answer.status_code == 500
    assert "500.html" in [template.name for template in answer.templates]


@pytest.mark.parametrize("address", ["/", "/nothing-here/", "/standards/"])
def test_a_site_whose_database_is_away_answers_with_that_page(visitor, address) -> None:
    with connection.execute_wrapper(_no_database):
        answer = visitor.get(address)
    assert answer.status_code == 500
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("address", ["/", "/api/v1/standards/"])
def test_a_database_that_was_lost_or_gave_up_is_asked_for_again(visitor, address, error) -> None:
    def lost(*arguments: object) -> object:
        raise error("deadlock detected at 10.0.0.7")

    with connection.execute_wrapper(lost):
        answer = visitor.get(address)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "10.0.0.7" not in answer.content.decode()
    assert visitor.get(address).status_code == 200


def test_even_a_broken_error_page_says_something(monkeypatch) -> None:
    def no_template(*arguments: object, **options: object) -> HttpResponse:
        raise TemplateDoesNotExist("500.html")

    monkeypatch.setattr(errors, "render", no_template)
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert answer.content.decode() == errors.message_for(500)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 422, 429, 500, 503])
def test_each_error_of_the_api_has_a_word_and_a_sentence(status) -> None:
    answer = errors.error_json(status)
    assert answer.status_code == status
    assert errors.CODES[status] in answer.content.decode()
    assert errors.message_for(status)
