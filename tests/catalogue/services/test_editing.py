"""An item in the admin: drafts may be incomplete, what is submitted or published may not."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from onestop.catalogue.services.models import ServiceItemPage
from onestop.catalogue.services.publishing import PublicationRefused
from onestop.tests.factories.services import directory, draft, service, versioned

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def edit_address(item: ServiceItemPage) -> str:
    """Return where an item is edited."""
    return reverse("wagtailadmin_pages:edit", args=[item.pk])


def rows(item: ServiceItemPage, name: str, *fields: str) -> dict[str, str]:
    """Return what the form sends of a table."""
    kept = list(getattr(item, name).all())
    data: dict[str, str] = inline_formset(
        [{"id": row.pk, **{field: getattr(row, field) for field in fields}} for row in kept],
        initial=len(kept),
    )
    return data


def typed(item: ServiceItemPage) -> dict[str, Any]:
    """Return what the editor's form sends as it stands."""
    plain = (
        *(
            "title",
            "slug",
            "clause",
            "code",
            "kind",
            "summary",
            "keywords",
            "audience",
            "conditions",
            "result",
        ),
        *("delivery", "charged", "promised_days", "valid_from", "change_note"),
    )
    data: dict[str, Any] = nested_form_data(
        {
            **{name: getattr(item, name) or "" for name in plain},
            **{name: "on" for name in ("online", "window", "visit") if getattr(item, name)},
            "basis": streamfield([("basis", block.value) for block in item.basis]),
            "faq": streamfield([]),
            "links": streamfield([]),
            "steps": rows(item, "steps", "name", "who", "days", "text"),
            "materials": rows(item, "materials", "name", "form", "copies", "need", "note", "blank_text"),
            "standards": rows(item, "standards", "number"),
            "provisions": rows(item, "provisions", "organisation_id", "note"),
            "related": inline_formset([]),
            "comments": inline_formset([]),
        }
    )
    return {name.replace("organisation_id", "organisation"): value for name, value in data.items()}


def test_an_empty_draft_is_saved(admin_client: Client) -> None:
    parent = directory()
    address = reverse("wagtailadmin_pages:add", args=["catalogue", "serviceitempage", parent.pk])
    answer = admin_client.post(address, {**typed(ServiceItemPage()), "title": "以后再写", "slug": "later"})
    assert answer.status_code == 302
    item = ServiceItemPage.objects.get(slug="later")
    assert not item.live


def test_an_incomplete_guide_is_not_published(admin_client: Client) -> None:
    item = draft(promised_days=9, summary="")
    data = typed(item)
    answer = admin_client.post(edit_address(item), {**data, "action-publish": "1"})
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    beside = soup.select_one("[id$=promised_days-errors]")
    assert beside is not None
    assert "承诺 9 个工作日，各环节加起来却是 7 个" in beside.get_text()
    assert soup.select_one("[id$=summary-errors] .error-message") is not None
    item.refresh_from_db()
    assert not item.live


def test_the_same_guide_is_saved_as_a_draft(admin_client: Client) -> None:
    item = draft(promised_days=9, summary="")
    answer = admin_client.post(edit_address(item), typed(item))
    assert answer.status_code == 302


def test_an_error_of_a_table_stands_above_the_table(admin_client: Client) -> None:
    item = draft()
    data = {**typed(item), "steps-1-name": "接待", "action-publish": "1"}
    answer = admin_client.post(edit_address(item), data)
    assert answer.status_code == 200
    assert "流程里缺少环节：受理" in answer.content.decode()
    assert not ServiceItemPage.objects.get(pk=item.pk).live


def test_a_complete_guide_is_published_and_becomes_a_version(admin_client: Client) -> None:
    item = draft()
    answer = admin_client.post(edit_address(item), {**typed(item), "action-publish": "1"})
    assert answer.status_code == 302
    assert ServiceItemPage.objects.get(pk=item.pk).live
    assert list(item.versions.values_list("number", "note")) == [(1, "首次发布")]


def test_a_new_version_says_what_changed(admin_client: Client) -> None:
    item = versioned()
    data = {**typed(item), "audience": "全部企业", "action-publish": "1"}
    answer = admin_client.post(edit_address(item), data)
    assert "请用一句话写明这次改了什么" in answer.content.decode()
    answer = admin_client.post(edit_address(item), {**data, "change_note": "个体户以外也能办"})
    assert answer.status_code == 302
    notes = list(item.versions.values_list("number", "note"))
    assert notes == [(2, "个体户以外也能办"), (1, "首次发布")]


def test_code_and_category_follow_from_the_clause() -> None:
    first, second = draft(), draft(slug="second")
    assert [first.code, second.code] == ["4.2.4.1-01", "4.2.4.1-02"]
    assert first.category is not None
    assert first.category.code == "4.2.4"


def test_a_copy_gets_a_code_of_its_own() -> None:
    item = service()
    copy = item.copy(update_attrs={"slug": "copy", "title": "复制的"}, keep_live=False)
    assert copy.code == "4.2.4.1-02"


def test_a_code_is_not_given_twice(admin_client: Client) -> None:
    service()
    item = draft(slug="second")
    data = {**typed(item), "code": "4.2.4.1-01"}
    answer = admin_client.post(edit_address(item), data)
    assert "已有别的事项用了这个编码" in answer.content.decode()


def test_no_other_way_publishes_an_incomplete_guide() -> None:
    item = draft(conditions="")
    with pytest.raises(PublicationRefused) as refused:
        item.save_revision().publish()
    assert [fault.field for fault in refused.value.faults] == ["conditions"]
    assert isinstance(refused.value, PermissionDenied)
    assert not ServiceItemPage.objects.get(pk=item.pk).live


def test_publishing_many_at_once_refuses_with_a_message(admin_client: Client) -> None:
    item = draft(conditions="")
    item.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = admin_client.post(f"{address}?id={item.pk}", follow=True)
    assert answer.status_code == 200
    assert "“计量器具检定”还不能发布：缺了这一项" in answer.content.decode()
    assert not ServiceItemPage.objects.get(pk=item.pk).live


def test_a_standard_number_that_cannot_be_read_is_refused_beside_its_field(admin_client: Client) -> None:
    item = draft(standards=["GB/T 19012"])
    data = {**typed(item), "standards-0-number": "不是标准号"}
    answer = admin_client.post(edit_address(item), data)
    assert answer.status_code == 200
    assert "“不是标准号”" in answer.content.decode()
