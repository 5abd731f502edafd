"""The demo content: no column is empty, every page obeys its rules, and costs few queries."""

from collections.abc import Callable
from typing import Any

import pytest

from django.test import Client

from wagtail.models import Page

from onestop.home.demo import create_columns, create_pages
from onestop.home.institutions.models import Institution, Objective
from onestop.home.models import (
    CaseIndexPage,
    CasePage,
    ColumnPage,
    InterpretationPage,
    PolicyPage,
    QuestionPage,
    Term,
    Topic,
)
from onestop.home.rules import faults
from onestop.tests.factories.strict_html import offences

# What pages have in common is remembered between requests, but not inside a test's transaction.
pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/",
    "/about/",
    "/about/institution/",
    "/about/institution/window-service/",
    "/about/institution/window-service/v1/",
    "/policy/",
    "/policy/product-quality-law/",
    "/policy/complaints-interim-measures/",
    "/policy/interpretation/",
    "/policy/interpretation/complaints-2026/",
    "/publicity/",
    "/publicity/culture/",
    "/publicity/management/iso-9001-small/",
    "/publicity/knowledge/write-a-product-standard/",
    "/cases/",
    "/cases/open-day/",
    "/notices/",
    "/notices/directory-open/",
    "/faq/",
    "/faq/elevator-due/",
    "/glossary/",
    "/process/",
]


@pytest.mark.clause("4.2.1.2")
@pytest.mark.clause("4.1.3")
@pytest.mark.clause("4.2.2.3")
def test_every_column_has_content_and_every_page_obeys_the_rules(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    create_pages()
    create_columns()
    topics = Topic.objects.filter(slug__in=["theme", "culture", "policy", "management"])
    assert len(topics) == 4
    for column in [*ColumnPage.objects.all(), CaseIndexPage.objects.get()]:
        assert column.entries().count() >= 2, column.title
    assert PolicyPage.objects.count() >= 4
    assert InterpretationPage.objects.count() >= 4
    assert {case.form for case in CasePage.objects.all()} == {"model", "visit", "exchange"}
    assert QuestionPage.objects.count() >= 15
    assert Term.objects.count() >= 12
    assert Institution.objects.count() >= 12
    assert not Institution.missing_kinds()
    assert Objective.objects.count() == 3
    wrong = {page.title: found for page in Page.objects.live().specific() if (found := faults(page))}
    assert not wrong

    counted = Page.objects.count()
    create_columns()
    assert Page.objects.count() == counted

    note = client.get("/publicity/credit/").content.decode()
    assert "本平台不评定、也不修改任何企业的信用等级" in note

    for path in PAGES:
        client.get(path)
        with django_assert_max_num_queries(12):
            response = client.get(path)
        html = response.content.decode()
        assert response.status_code == 200, path
        assert html.count("<h1") == 1, path
        assert not offences(html), path
