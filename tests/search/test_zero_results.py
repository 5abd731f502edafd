"""Questions that found nothing: counted for editors, and nothing personal kept."""

import pytest

from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from onestop.search import zero_results
from onestop.search.models import ZeroResultQuery
from onestop.site.roles import EDITORS

pytestmark = pytest.mark.django_db


def test_the_same_question_in_other_spelling_is_counted_once() -> None:
    for text in ("水表 检定", " 水表  检定", "水表　检定"):
        zero_results.record(text)
    assert list(ZeroResultQuery.objects.values_list("text", "count")) == [("水表 检定", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "王某 138-1234-5678",
        "138 1234 5678 电梯",
        "0902-2233445",
        "650502199001011234",
        "65050219900101123X",
        "６５０５０２１９９００１０１１２３４",
        "某人@example.cn",
        "a@b",
        "https://example.cn/?token=1",
        "6222020200112233445",
    ],
)
def test_what_looks_personal_is_not_kept(text: str) -> None:
    zero_results.record(text)
    assert not ZeroResultQuery.objects.exists()


@pytest.mark.parametrize("text", ["", "  ", "？！", "\x00", "质" * 101])
def test_what_is_no_question_is_not_kept(text: str) -> None:
    zero_results.record(text)
    assert not ZeroResultQuery.objects.exists()


@pytest.mark.parametrize(
    "text", ["GB/T 19001—2016", "DB6505/T 160-2023", "GB 50016-2014(2018年版)", "\ud800坏\x00字"]
)
def test_numbers_of_standards_are_no_persons(text: str) -> None:
    zero_results.record(text)
    assert ZeroResultQuery.objects.count() == 1


def test_editors_read_the_list_and_can_only_delete(client: Client) -> None:
    zero_results.record("水表检定规程")
    editor = User.objects.create_user("editor")
    editor.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(editor)
    index = client.get(reverse("search_zeroresultquery_modeladmin_index"))
    assert "水表检定规程" in index.content.decode()
    assert client.get(reverse("search_zeroresultquery_modeladmin_create")).status_code in {302, 403}
    pk = ZeroResultQuery.objects.get().pk
    assert client.get(reverse("search_zeroresultquery_modeladmin_edit", args=[pk])).status_code in {302, 403}
    client.post(reverse("search_zeroresultquery_modeladmin_delete", args=[pk]))
    assert not ZeroResultQuery.objects.exists()


def test_the_export_reads_as_the_list_does_and_runs_no_formula(admin_client: Client) -> None:
    asked = ZeroResultQuery.objects.create(text="=1+1", count=3)
    answer = admin_client.get(reverse("search_zeroresultquery_modeladmin_index"), {"export": "csv"})
    text = b"".join(answer).decode()
    _heading, row = text.removeprefix("\ufeff").splitlines()
    assert text.startswith("\ufeff")
    assert row == f"'=1+1,3,{timezone.localtime(asked.last_seen):%Y-%m-%d %H:%M:%S}"
