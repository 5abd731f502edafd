"""Search on a register of any size: load, build, update, and a mix of questions.

Run from the repository's root, on the embedded engine or on that of ELASTICSEARCH_URL::

    python -m benchmarks.scale --rows 300000 [--questions 40] [--warm-up 100] [--folder DIR]

The records are generated (``generate.py``) into a database of their own, beside the demo content, in a
temporary folder or, to measure again without loading again, in ``--folder``, which is brought to the present
state of the source. Each kind of question is asked through the site's own address, on a gunicorn with two
workers and without its page cache, and of the engine alone: a first time (``engine_first``), and once more
after ``--warm-up`` other questions of each kind that are not counted, whichever engine it is (``engine``): a
server runs for weeks, and Java compiles what it runs often. Before that, what Elasticsearch keeps of its
answers is dropped, so that no question meets the answer to its first time. ``bars`` judges ``engine``.

The named baselines of the ratios are the database with LIKE on the same rows, the engine for nothing but one
term, and a bare Django response on the same kind of server. Times are milliseconds; on another machine only
ratios mean anything. ``engine_cpu`` and ``cpu`` beside them are processor time, all threads included (of
Elasticsearch that of its process, where it runs on this machine): where they stay and the wall clock grows,
the machine was busy with something else. The last line is JSON; ``bars`` says for each bar what was measured,
the first time (``first``) and after the warm-up, and whether that ``holds``.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

from onestop.benchmarks._processor import processor_seconds
from onestop.benchmarks._servers import gunicorn
from onestop.benchmarks._site import manage, set_up
from onestop.benchmarks.generate import FREQUENT, Generator

PAGE_SIZE = 20
UPDATES = 25
FIRST = 3
"""Questions of each kind that open files and connections, before any is counted."""
WARM_UP_SEED = 1005
BARS = {"common_word": 25, "page_500": 25, "long_title": 100, "build_seconds": 60, "update": 100}
Times = list[float]
"""Milliseconds."""
Spent = list[tuple[float, float]]
"""Milliseconds of wall clock and of processor, one pair a question."""
Parameters = dict[str, str]


def questions(kinds: int, seed: int = 5) -> dict[str, list[Parameters]]:
    """Return the questions by kind, ``kinds`` of each, as parameters of the directory's address."""
    chance = random.Random(seed)
    words = [*FREQUENT, "规范", "要求", "方法", "技术"]
    records = list(Generator(seed=seed + 2).records(kinds * 3))
    titles = [record.title for record in records if len(record.title) > 20]
    classes = ["national", "industry", "local", "group"]
    common = [
        {"q": chance.choice(words), "class": chance.choice(classes), "status": "current"}
        for _ in range(kinds)
    ]
    return {
        "common_word": common,
        "common_word_unfiltered": [{"q": chance.choice(words)} for _ in range(kinds)],
        "page_500": [{"q": chance.choice(words[-4:]), "page": "500"} for _ in range(kinds)],
        "long_title": [{"q": title} for title in titles[:kinds]],
        "two_words": [{"q": " ".join(chance.sample(words, 2))} for _ in range(kinds)],
        "number": [{"q": record.number} for record in records[:kinds]],
        "bare_number": [{"q": record.number.split("-")[0]} for record in records[kinds : 2 * kinds]],
        "everything": [
            {"class": chance.choice(classes), "page": str(chance.randint(1, 50))} for _ in range(kinds)
        ],
        "by_date": [{"q": chance.choice(words), "sort": "issued"} for _ in range(kinds)],
    }


def timed(action: Callable[[], object]) -> float:
    """Return how many milliseconds ``action`` takes."""
    return spent(action)[0]


def spent(action: Callable[[], object]) -> tuple[float, float]:
    """Return how many milliseconds of wall clock and of processor ``action`` takes."""
    start, before = time.perf_counter(), processor_seconds()
    action()
    return (time.perf_counter() - start) * 1000, (processor_seconds() - before) * 1000


def percentile(times: Sequence[float], percent: int) -> float:
    """Return a percentile, by the nearest rank."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * percent // 100) - 1)]


def both(each: Spent) -> dict[str, dict[str, float]]:
    """Return the summaries of wall clock and processor."""
    return {"wall": summary(walls(each)), "cpu": summary([processor for _wall, processor in each])}


def summary(times: Times) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    return {"p50": round(statistics.median(times), 2), "p95": round(percentile(times, 95), 2)}


def ask_engine(parameters: Parameters) -> Any:
    """Ask the engine alone what the directory would ask it."""
    from django.http import QueryDict  # noqa: PLC0415 - Django must have been set up
    from django.utils import timezone  # noqa: PLC0415

    from onestop.search.engines import get_engine  # noqa: PLC0415
    from onestop.standards.searching.asking import Question  # noqa: PLC0415
    from onestop.standards.searching.finding import request_of  # noqa: PLC0415

    question = Question.from_address(QueryDict(urlencode(parameters)))
    offset = (int(parameters.get("page", 1)) - 1) * PAGE_SIZE
    request = request_of(question, timezone.localdate(), offset, PAGE_SIZE)
    engine = get_engine()
    return lambda: engine.search(request)


def ask_bare(parameters: Parameters) -> Any:
    """Ask the engine for the first word alone: no filter, no facet, no rule of the directory."""
    from elasticsearch.dsl import Q  # noqa: PLC0415 - Django must have been set up

    from onestop.search import analysis  # noqa: PLC0415
    from onestop.search.engines import Request, get_engine  # noqa: PLC0415
    from onestop.standards.documents import StandardDocument  # noqa: PLC0415

    token = (analysis.bigrams(parameters.get("q", "标准")).split() or ["标准"])[0]
    engine, request = get_engine(), Request(StandardDocument, Q("match", titles_b=token))
    return lambda: engine.search(request)


def ask_database(parameters: Parameters) -> Any:
    """Ask the database for the same words with LIKE: the count and the first twenty."""
    from onestop.standards.models import Standard  # noqa: PLC0415 - Django must have been set up

    rows = Standard.objects.public()
    for word in parameters.get("q", "").split():
        rows = rows.filter(title__contains=word)
    if "class" in parameters:
        rows = rows.filter(standard_class=parameters["class"])
    return lambda: (rows.count(), list(rows.order_by("pk").values_list("pk", "title")[:PAGE_SIZE]))


def measure(kinds: dict[str, list[Parameters]], make: Callable[[Parameters], Any]) -> dict[str, Times]:
    """Return the times of each kind of question; see ``measure_all``."""
    return {name: walls(each) for name, each in measure_all(kinds, make).items()}


def measure_all(kinds: dict[str, list[Parameters]], make: Callable[[Parameters], Any]) -> dict[str, Spent]:
    """Return what each kind of question takes; the kinds take turns, so that a busy moment hits all."""
    actions = {name: [make(each) for each in asked] for name, asked in kinds.items()}
    for asked in actions.values():
        for action in asked[:FIRST]:
            action()
    found: dict[str, Spent] = {name: [] for name in kinds}
    for turn in range(max(map(len, actions.values()))):
        for name, asked in actions.items():
            if turn < len(asked):
                found[name].append(spent(asked[turn]))
    return found


def warm_up(asked: int) -> None:
    """Ask ``asked`` other questions of each kind; then drop what Elasticsearch keeps of its answers."""
    from onestop.search.engines import get_engine  # noqa: PLC0415 - Django must have been set up
    from onestop.search.engines.elastic.engine import ElasticsearchEngine  # noqa: PLC0415

    if asked:
        measure_all(questions(asked, WARM_UP_SEED), ask_engine)
    engine = get_engine()
    if isinstance(engine, ElasticsearchEngine):
        engine.connection.client.indices.clear_cache(index="*", request=True)


def walls(each: Spent) -> Times:
    """Return the wall clock alone."""
    return [wall for wall, _processor in each]


def through_the_site(kinds: dict[str, list[Parameters]]) -> tuple[dict[str, Times], Times]:
    """Ask through the site's own address; return the times of each kind and those of a bare response."""

    def fetch(url: str) -> Callable[[], None]:
        def action() -> None:
            try:
                with urlopen(url, timeout=60) as answer:  # noqa: S310 - a server of our own
                    answer.read()
            except HTTPError as error:
                if error.code != HTTPStatus.NOT_FOUND:  # a small register has no page 500
                    raise RuntimeError(f"the site answered {error.code} to {url}") from error

        return action

    with (
        gunicorn("onestop.site.wsgi:application", {"PAGE_CACHE_BYTES": "0"}, path="/healthz") as site,
        gunicorn("onestop.benchmarks.bare:application()") as bare,
    ):
        times = measure(kinds, lambda each: fetch(f"{site.url}/standards/?{urlencode(each)}"))
        bare_times = measure({"bare": [{}] * 100}, lambda _each: fetch(bare.url))["bare"]
    return times, bare_times


def updates() -> Spent:
    """Change titles one at a time; return what each takes from the save until the search finds it."""
    from elasticsearch.dsl import Q  # noqa: PLC0415

    from django.db import transaction  # noqa: PLC0415 - Django must have been set up

    from onestop.search import analysis, outbox  # noqa: PLC0415
    from onestop.search.engines import Request, get_engine  # noqa: PLC0415
    from onestop.standards.documents import StandardDocument  # noqa: PLC0415
    from onestop.standards.models import Standard  # noqa: PLC0415

    engine = get_engine()
    times: Spent = []
    for place, pk in enumerate(Standard.objects.order_by("pk").values_list("pk", flat=True)[:UPDATES]):
        mark = f"zz{time.time_ns()}x{place}"

        def change(pk: int = pk, mark: str = mark) -> None:
            with transaction.atomic():
                Standard.objects.filter(pk=pk).update(title=f"修改后的标题 {mark}")
                outbox.schedule(StandardDocument, [pk])
            found = engine.search(Request(StandardDocument, Q("match", titles_b=analysis.bigrams(mark)))).ids
            if found != [pk]:
                raise RuntimeError(f"the change of {pk} is not found: {found}")

        times.append(spent(change))
    return times


@contextmanager
def register(rows: int, folder: str) -> Iterator[dict[str, float]]:
    """Set the site up on ``rows`` generated records in ``folder``; yield how long what was made took."""
    with tempfile.TemporaryDirectory(prefix="onestop-scale-") as temporary:
        data = Path(folder or temporary).resolve()
        data.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onestop.site.settings.demo")
        # Its own database, whatever DATABASE_URL says: generated rows belong nowhere else.
        database = f"sqlite:///{data / 'onestop.sqlite3'}"
        os.environ.update(DATA_DIR=str(data), DATABASE_URL=database, SEARCH_INDEX_PREFIX=f"scale-{rows}")
        fresh = not (data / "onestop.sqlite3").exists()
        manage("migrate", "--verbosity", "0")
        if fresh:
            manage("load_demo")
        else:
            # Those that are there may be of an older state of the source, whose pages name others.
            manage("collectstatic", "--noinput", "--verbosity", "0")
        set_up(data)
        from onestop.benchmarks._register import fill, size  # noqa: PLC0415 - Django must have been set up

        made: dict[str, float] = {}
        if fresh:
            made["load_seconds"] = round(timed(lambda: fill(rows)) / 1000, 1)
        elif size() < rows:
            raise SystemExit(
                f"{data} holds {size()} records, not {rows}: delete it, or name another --folder"
            )
        yield made


def build() -> tuple[float, float]:
    """Build the index of the register; return the seconds of wall clock and of processor that it took."""
    from django.core.management import call_command  # noqa: PLC0415 - Django must have been set up

    wall, processor = spent(lambda: call_command("search_index", "build", "standards", stdout=sys.stderr))
    return wall / 1000, processor / 1000


def result(rows: int, asked: int, others: int) -> dict[str, Any]:
    """Measure everything and return the line to print."""
    from onestop.search.engines import get_engine  # noqa: PLC0415 - Django must have been set up

    seconds, build_processor = build()
    kinds = questions(asked)
    site, bare_page = through_the_site(kinds)
    first = measure_all(kinds, ask_engine)
    warm_up(others)
    engine_spent, term = measure_all(kinds, ask_engine), measure(kinds, ask_bare)
    engine = {name: walls(each) for name, each in engine_spent.items()}
    like = measure({name: each[:8] for name, each in kinds.items()}, ask_database)
    found: dict[str, dict[str, Any]] = {
        name: {
            "engine": summary(engine[name]),
            "engine_cpu": both(engine_spent[name])["cpu"],
            "engine_first": summary(walls(first[name])),
            "site": summary(site[name]),
            "engine_to_like": _ratio(engine[name], like[name]),
            "engine_to_bare_term": _ratio(engine[name], term[name]),
            "site_to_bare_page": _ratio(site[name], bare_page),
        }
        for name in kinds
    }
    changed = both(updates())
    return {
        "rows": rows,
        "engine": get_engine().name,
        "build_seconds": round(seconds, 1),
        "build_cpu_seconds": round(build_processor, 1),
        "build_rows_per_second": round(rows / seconds),
        "update_ms": changed["wall"],
        "update_cpu_ms": changed["cpu"],
        "baselines": {"bare_page_ms": summary(bare_page)},
        "questions": found,
        "bars": {
            "build_seconds": _judged("build_seconds", round(seconds, 1), round(build_processor, 1)),
            "update": _judged("update", changed["wall"]["p95"], changed["cpu"]["p95"]),
            **{
                name: _judged(name, each["engine"]["p95"], each["engine_cpu"]["p95"])
                | {"first": each["engine_first"]["p95"]}
                for name, each in found.items()
                if name in BARS
            },
        },
    }


def _judged(name: str, measured: float, processor: float) -> dict[str, Any]:
    bar = BARS[name]
    return {"bar": bar, "measured": measured, "cpu": processor, "holds": measured <= bar}


def _ratio(times: Times, baseline: Times) -> float:
    return round(statistics.median(times) / statistics.median(baseline), 3)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=300_000, help="records to generate")
    parser.add_argument("--questions", type=int, default=40, help="questions of each kind")
    parser.add_argument("--warm-up", type=int, default=100, help="other questions of each kind, uncounted")
    parser.add_argument("--folder", default="", help="keep the generated register here and use it again")
    options = parser.parse_args()
    with register(options.rows, options.folder) as made:
        found = result(options.rows, options.questions, options.warm_up) | made
        print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
