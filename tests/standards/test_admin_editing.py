"""An editor adds and changes a standard, a reviewer publishes it, and it is found a moment later."""

import datetime as dt
from typing import Any

import pytest

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Site, TaskState

from onestop.search.building import build
from onestop.search.engines import get_engine
from onestop.standards.documents import StandardDocument
from onestop.standards.models import Standard, StandardDirectoryPage, StandardPage, StandardRelation
from onestop.tests.factories.standards import (
    StandardDirectoryPageFactory,
    StandardFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db
NAMES = "wagtailsnippets_standards_standard:"
INLINES = ("relations", "aliases", "amendments", "links")


@pytest.fixture
def directory() -> StandardDirectoryPage:
    home = Site.objects.get(is_default_site=True).root_page
    page: StandardDirectoryPage = StandardDirectoryPageFactory(parent=home)
    build(StandardDocument, get_engine())
    return page


@pytest.fixture
def editor(client: Client) -> Client:
    return signed_in("编辑")


@pytest.fixture
def reviewer(client: Client) -> Client:
    return signed_in("审核")


def signed_in(group: str) -> Client:
    user = User.objects.create_user(group, f"{group}@example.com", "x")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def form(**fields: Any) -> dict[str, Any]:
    """Return what the form of a record sends, without inline rows unless they are given."""
    data: dict[str, Any] = {"number": "", "title": "", "source": "示例数据", "text_policy": "link"}
    for name in INLINES:
        data |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    return data | fields


def inline(name: str, *rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    data: dict[str, Any] = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": initial}
    for n, row in enumerate(rows):
        data |= {f"{name}-{n}-{key}": value for key, value in row.items()}
    return data


def edit_url(record: Standard) -> str:
    return reverse(f"{NAMES}edit", args=[record.pk])


def found(client: Client, words: str) -> bool:
    return words in client.get("/standards/", {"q": words}).content.decode()


@pytest.mark.clause("4.2.3.1")
def test_from_an_editors_draft_over_the_review_to_the_search(
    directory: StandardDirectoryPage,
    editor: Client,
    reviewer: Client,
    client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    new = form(
        number="db6505/t 777-2026",
        title="示例：哈密瓜干分级",
        ics="65.020.20",
        ccs="B31",
        effective_on="2026-01-01",
        **inline("relations", {"kind": "replaces", "target_number": "DB6505/T 777-2020", "extent": "full"}),
    )
    editor.post(reverse(f"{NAMES}add"), new)
    record = Standard.objects.get()
    assert (record.number, record.region, record.live) == ("DB6505/T 777—2026", "6505", False)
    assert client.get(record.get_absolute_url()).status_code == 404

    edge = {"id": record.relations.get().pk, "kind": "replaces", "target_number": "DB6505/T 777-2020"}
    new |= inline("relations", edge | {"extent": "full"}, initial=1)
    editor.post(edit_url(record), new | {"action-publish": "1"})
    record.refresh_from_db()
    assert not record.live

    editor.post(edit_url(record), new | {"action-submit": "1"})
    state = TaskState.objects.get()
    approve = reverse(f"{NAMES}workflow_action", args=[record.pk, "approve", state.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert reviewer.post(approve, {"comment": "同意"}).status_code in (200, 302)

    record.refresh_from_db()
    assert record.live
    assert client.get(record.get_absolute_url()).status_code == 200
    assert found(client, "示例：哈密瓜干分级")


def test_unpublishing_takes_a_standard_out_of_the_search(
    directory: StandardDirectoryPage,
    admin_client: Client,
    client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        record = StandardFactory(number="GB/T 1-2020", title="示例：将要撤下的标准")
    assert found(client, "示例：将要撤下的标准")

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse(f"{NAMES}unpublish", args=[record.pk]))

    page = client.get("/standards/", {"q": "将要撤下"}).content.decode()
    assert "GB/T 1—2020" not in page
    assert client.get(record.get_absolute_url()).status_code == 404


def test_a_draft_of_a_public_standard_changes_nothing_yet(
    directory: StandardDirectoryPage, editor: Client, client: Client
) -> None:
    record = StandardFactory(number="GB/T 1-2020", title="示例：原名称")

    editor.post(edit_url(record), form(number="GB/T 1-2020", title="示例：新名称"))

    record.refresh_from_db()
    assert record.has_unpublished_changes
    assert "示例：原名称" in client.get(record.get_absolute_url()).content.decode()


def test_publishing_can_be_scheduled(
    directory: StandardDirectoryPage, admin_client: Client, client: Client
) -> None:
    record = StandardFactory(number="GB/T 1-2020", draft=True)
    later = timezone.now() + dt.timedelta(hours=1)
    local = timezone.localtime(later).strftime("%Y-%m-%d %H:%M")
    new = form(number="GB/T 1-2020", title="示例：定时发布", go_live_at=local)
    admin_client.post(edit_url(record), new | {"action-publish": "1"})
    assert client.get(record.get_absolute_url()).status_code == 404

    record.refresh_from_db()
    revision = record.scheduled_revision
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled")

    assert client.get(record.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"number": "住建部令第 37 号"}, "number"),
        ({"number": "19012-2019"}, "number"),
        ({"number": "GB/T 1-2020"}, "number"),
        ({"effective_on": "2020-01-01", "issued_on": "2020-01-02"}, "effective_on"),
        ({"status_override": "withdrawn"}, "override_reason"),
        ({"ics": "03.120.10, 99.999"}, "ics"),
        ({"ccs": "A00 B99"}, "ccs"),
        ({"source": ""}, "source"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_stays(
    admin_client: Client, fields: dict[str, str], wrong: str
) -> None:
    StandardFactory(number="GB/T 1-2020")
    data = form(number="GB/T 2-2020", title="示例：有错的记录") | fields

    response = admin_client.post(reverse(f"{NAMES}add"), data | {"action-publish": "1"})

    assert response.status_code == 200
    assert set(response.context["form"].errors) == {wrong}
    assert "示例：有错的记录" in response.content.decode()
    assert Standard.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "relations",
            [{"kind": "cites", "target_number": number} for number in ("GB/T 7-2020", "gbt7—2020")],
        ),
        ("aliases", [{"number": "ISO 1:2020"}, {"number": "iso1-2020"}]),
        ("amendments", [{"serial": 1}, {"serial": 1}]),
    ],
)
def test_nothing_is_listed_twice_however_it_is_spelled(
    admin_client: Client, name: str, rows: list[dict[str, Any]]
) -> None:
    filled = [{"extent": "full"} | row for row in rows]
    data = form(number="GB/T 1-2020", title="示例：重复") | inline(name, *filled)

    response = admin_client.post(reverse(f"{NAMES}add"), data | {"action-publish": "1"})

    assert response.status_code == 200
    assert not response.context["form"].formsets[name].is_valid()
    assert Standard.objects.count() == 0


def test_the_form_shows_stated_edges_and_keeps_the_derived_ones(admin_client: Client) -> None:
    old = StandardFactory(number="GB/T 1-2010")
    record = StandardFactory(number="GB/T 1-2020", ics=["03.120.10"])
    record.relations.add(StandardRelation(kind="cites", target_number="GB/T 1.1-2020"))
    record.save()

    page = admin_client.get(edit_url(record))
    rows = page.context["form"].formsets["relations"].forms
    assert [each.instance.kind for each in rows] == ["cites"]
    assert 'value="03.120.10"' in page.content.decode()

    edge = rows[0].instance
    kept = inline(
        "relations",
        {"id": edge.pk, "kind": "cites", "target_number": "GB/T 1.1-2020", "extent": "full"},
        initial=1,
    )
    data = form(number=record.number, title="示例：改名", ics="03.120.10", **kept)
    admin_client.post(edit_url(record), data | {"action-publish": "1"})

    record.refresh_from_db()
    assert record.title == "示例：改名"
    edges = StandardRelation.objects.values_list("kind", "target_number", "origin")
    assert set(edges) == {("cites", "GB/T 1.1—2020", "stated"), ("replaces", old.number, "number")}


@pytest.mark.parametrize("page", ["preview_on_add", "preview_on_edit"])
def test_a_preview_is_the_public_page_and_is_not_public(admin_client: Client, page: str) -> None:
    StandardFactory(number="GB/T 5-2019")
    arguments = [] if page == "preview_on_add" else [StandardFactory(number="GB/T 5-2008", draft=True).pk]
    url = reverse(f"{NAMES}{page}", args=arguments)
    data = form(
        number="GB/T 5-2008", title="示例：预览的旧版", issued_on="2008-01-02", effective_on="2008-07-01"
    )

    assert admin_client.post(url, data).json()["is_valid"], admin_client.post(url, data).content
    shown = admin_client.get(url).content.decode()

    assert "示例：预览的旧版" in shown
    assert "badge--replaced" in shown


def test_history_and_comparison_of_two_versions(admin_client: Client) -> None:
    record = StandardFactory(number="GB/T 1-2020", title="示例：一")
    for title in ("示例：二", "示例：三"):
        admin_client.post(edit_url(record), form(number="GB/T 1-2020", title=title) | {"action-publish": "1"})

    history = admin_client.get(reverse(f"{NAMES}history", args=[record.pk]))
    first, last = record.revisions.order_by("pk")
    compared = admin_client.get(reverse(f"{NAMES}revisions_compare", args=[record.pk, first.pk, last.pk]))

    assert history.status_code == 200
    assert "二" in compared.content.decode()
    assert "三" in compared.content.decode()


def test_a_locked_record_cannot_be_changed_by_others(editor: Client, reviewer: Client) -> None:
    record = StandardFactory(number="GB/T 1-2020", title="示例：锁定前")
    reviewer.post(reverse(f"{NAMES}lock", args=[record.pk]))

    editor.post(edit_url(record), form(number="GB/T 1-2020", title="示例：锁定后"))

    record.refresh_from_db()
    assert not record.has_unpublished_changes


@pytest.mark.clause("4.2.3.1")
def test_an_editor_fills_a_local_standards_own_page_and_a_reviewer_publishes_it(
    directory: StandardDirectoryPage, editor: Client, reviewer: Client, client: Client
) -> None:
    record = StandardFactory(number="DB6505/T 778-2026", title="示例：本地标准")
    add = reverse("wagtailadmin_pages:add", args=["standards", "standardpage", directory.pk])
    data = {
        "standard": record.pk,
        "introduction-count": 1,
        "introduction-0-deleted": "",
        "introduction-0-order": 0,
        "introduction-0-type": "heading",
        "introduction-0-value": "示例解读标题",
        "text": "null",
        "attachments-TOTAL_FORMS": 0,
        "attachments-INITIAL_FORMS": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    response = editor.post(add, data | {"action-submit": "1"})
    page = StandardPage.objects.get()
    assert (page.slug, page.live) == (record.slug, False), response.status_code
    assert "示例解读标题" not in client.get(record.get_absolute_url()).content.decode()

    state = TaskState.objects.get()
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    reviewer.post(approve, {"comment": ""})

    shown = client.get(record.get_absolute_url()).content.decode()
    assert "示例解读标题" in shown
    assert "示例：本地标准" in shown


def test_only_local_standards_have_a_page_of_their_own(
    directory: StandardDirectoryPage, admin_client: Client
) -> None:
    record = StandardFactory(number="GB/T 1-2020")
    add = reverse("wagtailadmin_pages:add", args=["standards", "standardpage", directory.pk])

    response = admin_client.post(add, {"standard": record.pk, "introduction-count": 0, "text": "null"})

    assert response.status_code == 200
    assert StandardPage.objects.count() == 0


def test_the_page_of_an_unpublished_standard_is_not_served(
    directory: StandardDirectoryPage, client: Client
) -> None:
    page = StandardPageFactory(parent=directory)
    assert client.get(page.standard.get_absolute_url()).status_code == 200

    page.standard.unpublish()

    assert client.get(page.standard.get_absolute_url()).status_code == 404
