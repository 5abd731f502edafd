"""The benchmark of the queue writes its cases by SQL; that must name the columns which the models have."""

import re

import pytest

from django.db.models import NOT_PROVIDED, Model

from onestop.benchmarks import _cases, queue
from onestop.requests.matching.models import Match
from onestop.requests.workflow.models import Event, ServiceRequest
from onestop.site import secrecy
from onestop.site.sealed_search import PARAMETER

WRITTEN = [(_cases.CASES, ServiceRequest), (_cases.MATCHES, Match), (_cases.HAPPENED, Event)]


@pytest.mark.parametrize(("statement", "model"), WRITTEN)
def test_names_every_column_that_must_be_given_and_none_that_is_gone(
    statement: str, model: type[Model]
) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    table, names = re.search(r"INSERT INTO (\w+) \(([^)]*)\)", statement).groups()  # type: ignore[union-attr]
    named = {name.strip() for name in names.split(",")}
    needed = {field.column for field in fields if not field.null and field.db_default is NOT_PROVIDED}
    assert table == model._meta.db_table
    assert needed - named == set()
    assert named - {field.column for field in fields} == set()


def test_every_page_that_is_asked_for_can_be_named() -> None:
    asked = list(queue.pages())
    roles = {role for role, _query in asked}
    assert {"agent", "head", "station", "window", "provider", "expert", "supervisor"} == roles
    (searched, *_others) = [query for _role, query in asked if query.startswith(f"{PARAMETER}=")]
    assert secrecy.unseal(searched.removeprefix(f"{PARAMETER}=")) == "示例企业77"
