"""Every list that editors and staff keep can be taken out as a table that reads as the list does."""

import csv
import io

import openpyxl
import pytest

from django.test import Client
from django.urls import reverse

from onestop.catalogue.experts.models import ExpertField
from onestop.home.articles.topics import Topic
from onestop.home.editorial.models import SensitiveWord
from onestop.home.glossary.models import Term
from onestop.standards.models import Agency, CcsClass, IcsClass
from onestop.tests.factories.columns import institution
from onestop.tests.factories.experts import category
from onestop.tests.factories.standards import day

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture
def lists() -> dict[str, tuple[str, str]]:
    """Of each list its address's name, with a word of its head and one of its only row."""
    Topic.objects.create(name="质量月", slug="month", intro="每年九月")
    Term.objects.create(name="一站式服务", definition="=一次办好", origin="platform")
    Agency.objects.create(name="示例委员会")
    for model, code in ((IcsClass, "03.120"), (CcsClass, "A00")):
        model.objects.update_or_create(code=code, defaults={"name": "质量"})
    SensitiveWord.objects.create(word="最好", advice="写明依据")
    ExpertField.objects.create(name="电梯")
    institution(day(-9))
    return {
        "wagtailsnippets_home_topic:list": ("名称", "每年九月"),
        "wagtailsnippets_home_term:list": ("定义", "'=一次办好"),
        "wagtailsnippets_catalogue_servicecategory:list": ("条款", category("4.2.8").name),
        "wagtailsnippets_standards_agency:list": ("名称", "示例委员会"),
        "wagtailsnippets_standards_icsclass:list": ("", "03.120"),
        "wagtailsnippets_standards_ccsclass:list": ("", "A00"),
        "home_sensitiveword_modeladmin_index": ("", "写明依据"),
        "expert-fields_modeladmin_index": ("名称", "电梯"),
        "home_institution_modeladmin_index": ("", "窗口服务规范"),
    }


def test_a_list_is_taken_out_as_csv_and_as_a_workbook(
    admin_client: Client, lists: dict[str, tuple[str, str]]
) -> None:
    for name, (head, word) in lists.items():
        response = admin_client.get(reverse(name), {"export": "csv"})
        assert response["Content-Type"].startswith("text/csv"), name
        rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
        assert head in "，".join(rows[0]), name
        assert any(word in row for row in rows[1:]), (name, rows)
        book = io.BytesIO(admin_client.get(reverse(name), {"export": "xlsx"}).getvalue())
        cells = [cell for row in openpyxl.load_workbook(book).active.values for cell in row]
        assert word in cells, name
        assert "?export=csv" in admin_client.get(reverse(name)).content.decode(), name


def test_a_term_is_listed_and_exported_by_whose_words_it_is(admin_client: Client) -> None:
    Term.objects.create(name="一站式服务", definition="一次办好", origin="platform")
    url = reverse("wagtailsnippets_home_term:list")
    for answer in (admin_client.get(url).content, admin_client.get(url, {"export": "csv"}).getvalue()):
        assert "平台解释" in answer.decode()
    assert "一站式服务" in admin_client.get(url, {"origin": "platform"}).content.decode()
