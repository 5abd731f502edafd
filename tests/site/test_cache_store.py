"""Memory stays below its share, and a generation that is over takes its pages with it."""

from django.http import HttpResponse

from onestop.site.page_cache.entries import OVERHEAD, Entry
from onestop.site.page_cache.store import Store

NOW = (1, 10, 0.0)
LATER = (1, 11, 0.0)
TOMORROW = (1, 10, 86_400.0)


def entry(size: int = 1000) -> Entry:
    return Entry.of(HttpResponse(b"x" * size))


def filled(store: Store, *keys: str) -> None:
    store.get(NOW, "begin")
    for key in keys:
        store.put(NOW, key, entry())


def test_a_page_is_found_in_its_generation_only() -> None:
    store = Store(1_000_000)
    filled(store, "a")
    assert store.get(NOW, "a") is not None
    assert store.get(LATER, "a") is None
    assert store.get(NOW, "a") is None, "a generation that is over does not come back"


def test_midnight_begins_a_generation() -> None:
    store = Store(1_000_000)
    filled(store, "a")
    assert store.get(TOMORROW, "a") is None
    assert len(store) == 0
    assert store.size == 0


def test_a_page_that_a_change_overtook_while_it_was_rendered_is_not_kept() -> None:
    store = Store(1_000_000)
    store.get(NOW, "a")
    store.get(LATER, "b")
    store.put(NOW, "a", entry())
    assert len(store) == 0


def test_the_least_recently_used_go_first_and_the_size_stays_below_the_limit() -> None:
    store = Store(10 * (OVERHEAD + 1000))
    filled(store, *"abcdefghij")
    assert len(store) == 10
    store.get(NOW, "a")
    store.put(NOW, "k", entry())
    assert store.get(NOW, "a") is not None
    assert store.get(NOW, "b") is None
    assert store.size <= store.limit


def test_putting_a_page_again_counts_it_once() -> None:
    store = Store(1_000_000)
    filled(store, "a", "a", "a")
    assert store.size == OVERHEAD + 1000


def test_a_page_that_would_push_out_all_others_is_not_kept() -> None:
    store = Store(80_000)
    store.get(NOW, "a")
    store.put(NOW, "a", entry(20_000))
    assert len(store) == 0


def test_a_page_expires() -> None:
    store = Store(1_000_000)
    filled(store, "a")
    kept = store.get(NOW, "a")
    assert kept is not None
    kept.expires = 0.0
    assert store.get(NOW, "a") is None
    assert store.size == 0
