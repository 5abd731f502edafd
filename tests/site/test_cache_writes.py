"""Every way to write through a Django connection grows the generation, once committed and not before."""

from collections.abc import Callable

import pytest

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction

from wagtail.models import Collection

from onestop.site.page_cache import bump, generation
from onestop.site.page_cache.writes import MOST_HOOKS, changes_content

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _there_is_a_generation() -> None:
    bump()


def grown_by(write: Callable[[], object], capture) -> int:
    """Return how far the generation counts during the commit of what ``write`` does."""
    with capture(execute=True):
        before = generation.current()
        write()
        assert generation.current() == before, "nothing is told before it is committed"
    after = generation.current()
    assert before is not None
    assert after is not None
    return after[1] - before[1]


def undone(name: str) -> None:
    """Write and roll back."""
    with transaction.atomic():
        Group.objects.create(name=name)
        transaction.set_rollback(True)


def _many_to_many() -> None:
    group = Group.objects.create(name="g")
    group.permissions.add(*Permission.objects.all()[:2])


def _raw() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE auth_group SET name = name")


@pytest.mark.parametrize(
    "write",
    [
        lambda: Group.objects.create(name="a"),
        lambda: Group.objects.bulk_create([Group(name="a"), Group(name="b")]),
        lambda: Collection.objects.update(name="x"),
        lambda: Collection.objects.filter(depth=1).delete(),
        lambda: Collection.get_first_root_node().add_child(name="child"),
        _many_to_many,
        _raw,
    ],
    ids=["create", "bulk_create", "update", "delete", "tree", "many_to_many", "raw"],
)
def test_a_write_grows_the_generation_by_one(write, django_capture_on_commit_callbacks) -> None:
    assert grown_by(write, django_capture_on_commit_callbacks) == 1


def test_reading_leaves_the_generation(django_capture_on_commit_callbacks) -> None:
    def read() -> None:
        list(Group.objects.select_for_update())
        with transaction.atomic():
            Collection.objects.count()

    assert grown_by(read, django_capture_on_commit_callbacks) == 0


def test_a_session_or_a_sign_in_leaves_the_generation(admin_user, django_capture_on_commit_callbacks) -> None:
    def sign_in() -> None:
        SessionStore().create()
        admin_user.save(update_fields=["last_login"])

    assert grown_by(sign_in, django_capture_on_commit_callbacks) == 0


def test_a_new_name_of_a_user_grows_it(admin_user, django_capture_on_commit_callbacks) -> None:
    def rename() -> None:
        get_user_model().objects.filter(pk=admin_user.pk).update(first_name="新")

    assert grown_by(rename, django_capture_on_commit_callbacks) == 1


def test_what_is_rolled_back_leaves_the_generation(django_capture_on_commit_callbacks) -> None:
    assert grown_by(lambda: undone("a"), django_capture_on_commit_callbacks) == 0


def test_a_write_after_one_that_was_rolled_back_is_told(django_capture_on_commit_callbacks) -> None:
    def write() -> None:
        undone("a")
        Group.objects.create(name="b")

    assert grown_by(write, django_capture_on_commit_callbacks) == 1


def test_a_transaction_of_many_writes_keeps_its_list_short(django_capture_on_commit_callbacks) -> None:
    def write() -> None:
        for _ in range(MOST_HOOKS + 500):
            Collection.objects.update(name="x")
        assert len(connection.run_on_commit) < MOST_HOOKS + 100

    assert grown_by(write, django_capture_on_commit_callbacks) == 1


def test_a_write_before_a_savepoint_that_was_rolled_back_is_told(django_capture_on_commit_callbacks) -> None:
    def write() -> None:
        Group.objects.create(name="a")
        undone("b")

    assert grown_by(write, django_capture_on_commit_callbacks) == 1


@pytest.mark.parametrize(
    ("sql", "changes"),
    [
        ("SELECT 1", False),
        ("  select 1", False),
        ("SAVEPOINT x", False),
        ('UPDATE "standards_standard" SET "title" = %s', True),
        ('UPDATE "django_session" SET "session_data" = %s', False),
        ('INSERT INTO "django_session" ("a") VALUES (1)', False),
        ('INSERT OR IGNORE INTO "standards_standard" ("a") VALUES (1)', True),
        ('DELETE FROM "wagtailadmin_editingsession" WHERE 1', False),
        ("insert into standards_standard values (1)", True),
        ("TRUNCATE standards_standard", True),
        ("COPY standards_standard FROM STDIN", True),
        ("WITH x AS (SELECT 1) SELECT * FROM x", False),
        ("WITH x AS (SELECT 1) INSERT INTO y SELECT * FROM x", True),
        ("(SELECT 1) UNION (SELECT 2)", False),
        ("REINDEX x", True),
        (object(), True),
    ],
)
def test_a_statement_that_is_not_known_to_be_harmless_counts_as_a_change(sql, changes) -> None:
    assert changes_content(sql) is changes
