"""Files of a transaction that was rolled back do not stay for ever, and no other file goes (6.2)."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction

from onestop.requests.archives import orphans
from onestop.requests.filing.models import private
from onestop.requests.workflow.choices import Status
from onestop.tests.factories import requests as make
from onestop.tests.factories.requests_archives import with_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _looked_at_no_other_day() -> Iterator[None]:
    """Begin and end as on a day on which nobody has looked yet."""
    cache.delete(orphans.LOOKED)
    for name in orphans.found():
        private().delete(name)
    yield
    cache.delete(orphans.LOOKED)


def age(name: str, days: int = 2) -> None:
    """Let a private file be some days old."""
    path = Path(private().path(name))
    old = path.stat().st_mtime - dt.timedelta(days).total_seconds()
    os.utime(path, (old, old))


@pytest.mark.clause("6.2")
def test_what_a_rolled_back_transaction_left_goes_after_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    case = make.case(Status.SUBMITTED)
    kept = with_file(case).file.name
    with transaction.atomic():
        lost = with_file(make.case(Status.SUBMITTED)).file.name
        transaction.set_rollback(True)
    assert orphans.found() == []
    age(kept)
    age(lost)
    call_command("purge_requests")
    assert "1 private files that no row names" in capsys.readouterr().out
    assert orphans.sweep() == 1
    assert private().exists(kept)
    assert not private().exists(lost)


def test_it_is_looked_for_once_a_day() -> None:
    assert orphans.sweep() == 0
    name = private().save("cases/2026/01/left", ContentFile(b"x"))
    age(name)
    assert orphans.sweep() == 0
    cache.delete(orphans.LOOKED)
    assert orphans.sweep() == 1


def test_what_is_no_file_of_a_case_is_left_alone() -> None:
    name = private().save("other/thing", ContentFile(b"x"))
    age(name)
    assert orphans.sweep() == 0
    assert private().exists(name)
    private().delete(name)
