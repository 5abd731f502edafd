"""``/healthz``: what it says, and that it says so when things are bad."""

import pytest

from django.db import DatabaseError, connection
from django.test import Client

from wagtail import hooks

from onestop import __version__
from onestop.site.hooks import HEALTH_CHECKS

pytestmark = pytest.mark.django_db


def test_it_reports_every_part_and_the_version(client) -> None:
    report = client.get("/healthz").json()
    assert report["database"] == "ok"
    assert set(report["search"]) >= {"engine", "status", "unsent"}
    assert report["tasks"] == {"backend": "immediate", "status": "ok"}
    assert report["version"] == __version__


def test_it_is_never_kept_by_anybody(client, settings) -> None:
    settings.PAGE_CACHE_BYTES = 1_000_000
    answers = [Client().get("/healthz") for _ in range(2)]
    assert {answer["X-Cache"] for answer in answers} == {"pass"}
    assert "no-store" in answers[0]["Cache-Control"]


def test_a_part_that_is_not_well_makes_it_degraded_and_still_200(client) -> None:
    with hooks.register_temporarily(HEALTH_CHECKS, lambda: ("printer", {"status": "out of paper"})):
        answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["printer"] == {"status": "out of paper"}


def test_a_check_that_fails_does_not_take_the_page_down(client) -> None:
    def broken() -> tuple[str, object]:
        raise ZeroDivisionError

    with hooks.register_temporarily(HEALTH_CHECKS, broken):
        answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"


def test_without_a_database_it_is_503_and_names_no_secret(client) -> None:
    def refuse(*arguments: object) -> object:
        raise DatabaseError('connection to "db.example.cn" as "user" with password "secret" failed')

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "degraded", "database": "down", "version": __version__}


def test_waiting_work_is_counted_where_a_worker_does_it(client, settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert client.get("/healthz").json()["tasks"] == {"backend": "database", "status": "ok", "waiting": 0}


def test_it_costs_few_queries(client, django_assert_max_num_queries) -> None:
    client.get("/healthz")
    with django_assert_max_num_queries(6):  # two, and two for each index
        client.get("/healthz")


def test_only_reading_is_answered(client) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.head("/healthz").status_code == 200


def test_it_is_reached_without_tls_so_that_a_balancer_can_ask(client, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    plain = Client()
    assert plain.get("/healthz").status_code == 200
    assert plain.get("/accounts/login/").status_code == 301
