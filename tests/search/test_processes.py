"""Several processes of one site share the embedded index and survive each other's death."""

import shutil
import signal
import time
from pathlib import Path

import pytest

from onestop.tests.factories.search_sites import OtherSite

WRITE = """
pks = []
for n in range(20):
    with transaction.atomic():
        tag = make_tag(f"{NAME} 标准{n}", kind=NAME, n=n)
        outbox.schedule(TagDocument, [tag.pk])
print(outbox.unsent().count())
"""
COUNT = """
def count(): return engine.search(Request(TagDocument, Q("match_all"), size=0)).total
"""
SERVE = (
    COUNT
    + """
import sys
print(count(), flush=True)
for line in sys.stdin:
    print(count(), flush=True)
"""
)
BUILD_AND_WAIT = """
import time
def wait(count):
    print("half", flush=True)
    time.sleep(60)
building.build(TagDocument, engine, wait)
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> OtherSite:
    """A site of its own with nothing in it and an empty index."""
    site = OtherSite(tmp_path_factory.mktemp("site"))
    site.migrate()
    site.run("building.build(TagDocument, engine)")
    return site


@pytest.fixture
def site(prepared: OtherSite, tmp_path: Path) -> OtherSite:
    """A copy of it."""
    folder = tmp_path / prepared.folder.name
    shutil.copytree(prepared.folder, folder)
    return OtherSite(folder)


def test_two_processes_that_write_at_once_lose_nothing(site: OtherSite) -> None:
    writers = [site.start(f"NAME = {name!r}\n" + WRITE) for name in ("one", "two")]
    for writer in writers:
        writer.communicate(timeout=60)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert site.run(COUNT + "outbox.catch_up(); print(count(), outbox.unsent().count())") == "40 0"


def test_readers_that_are_already_running_see_a_commit_at_once(site: OtherSite) -> None:
    readers = [site.start(SERVE) for _ in range(2)]
    assert all(reader.stdout is not None and reader.stdin is not None for reader in readers)
    assert [reader.stdout.readline().strip() for reader in readers] == ["0", "0"]  # type: ignore[union-attr]
    site.run("NAME = 'x'\n" + WRITE)
    for reader in readers:
        answer, _ = reader.communicate("again\n", timeout=30)
        assert answer.strip() == "20"


def test_killed_in_the_middle_of_a_build_the_old_index_serves_and_the_next_build_works(
    site: OtherSite,
) -> None:
    before = site.run("NAME = 'x'\n" + WRITE + "print(engine.state(TagDocument).index)").split()[-1]
    build = site.start(BUILD_AND_WAIT)
    assert build.stdout is not None
    assert build.stdout.readline().strip() == "half"
    build.send_signal(signal.SIGKILL)
    build.wait(10)
    served = "print(engine.state(TagDocument).index, count())\n"
    later = "with transaction.atomic(): outbox.schedule(TagDocument, [make_tag('之后', n=99).pk])\n"
    assert site.run(COUNT + served + later + served).split() == [before, "20", before, "21"]
    after, count = site.run(COUNT + "building.build(TagDocument, engine)\n" + served).split()
    assert [path.name for path in (site.folder / "search").glob("*/*/")] == [after]
    assert (after != before, count) == (True, "21")


def test_a_writer_killed_between_the_commit_and_the_index_leaves_its_change_to_the_others(
    site: OtherSite,
) -> None:
    script = """
import os, signal
outbox.drain = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
with transaction.atomic(): outbox.schedule(TagDocument, [make_tag('没来得及', n=1).pk])
"""
    process = site.start(script)
    assert process.wait(30) == -signal.SIGKILL
    assert site.run(COUNT + "print(outbox.unsent().count(), outbox.catch_up(), count())") == "1 1 1"


def test_a_writer_that_finds_another_at_work_waits_for_it(site: OtherSite) -> None:
    holder = site.start(
        "live = engine.store(TagDocument).live()\n"
        "writer = live.index.writer(15_000_000, 1)\n"
        "print('held', flush=True); import time; time.sleep(5)\n"
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "held"
    write = "with transaction.atomic(): outbox.schedule(TagDocument, [make_tag('等一等', n=1).pk])\n"
    assert site.run(COUNT + write + "print(count(), outbox.unsent().count())") == "1 0"
    holder.wait(10)


def test_a_large_build_is_prepared_by_several_processes_with_the_same_outcome(site: OtherSite) -> None:
    script = """
from django.conf import settings
from taggit.models import Tag
from onestop.search import preparing, reading
Tag.objects.bulk_create(Tag(name=f"标准{n}", slug=f"gb-2020-0-{n}") for n in range(60))
alone = list(preparing.prepared(TagDocument))
preparing.BATCH = reading.BATCH = 7
preparing.WORTH_IT = 10
settings.SEARCH_BUILD_PROCESSES = 2
several = list(preparing.prepared(TagDocument))
assert sum(several, []) == sum(alone, []) and len(several) == 9, several
print(building.build(TagDocument, engine).documents, count())
"""
    assert site.run(COUNT + script) == "60 60"


def test_workers_end_when_the_process_that_builds_is_killed(site: OtherSite) -> None:
    script = """
import multiprocessing, time
from django.conf import settings
from taggit.models import Tag
from onestop.search import preparing
Tag.objects.bulk_create(Tag(name=f"标准{n}", slug=f"gb-2020-0-{n}") for n in range(60))
preparing.BATCH = 7
preparing.WORTH_IT = 10
settings.SEARCH_BUILD_PROCESSES = 2
def wait(count):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    time.sleep(60)
building.build(TagDocument, engine, wait)
"""
    builder = site.start(script)
    assert builder.stdout is not None
    workers = [int(pid) for pid in builder.stdout.readline().split()]
    assert len(workers) > 1
    builder.send_signal(signal.SIGKILL)
    builder.wait(10)
    deadline = time.monotonic() + 10
    while any(_is_alive(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_is_alive(pid) for pid in workers)


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
