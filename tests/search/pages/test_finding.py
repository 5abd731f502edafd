"""Pages are found by everyday words, and only those that anybody may read."""

from typing import Any

import pytest

from wagtail.models import PageViewRestriction

from onestop.search import building, engines, outbox
from onestop.search.building import build
from onestop.search.engines import Engine, get_engine
from onestop.search.pages import texts
from onestop.search.pages.document import PageDocument
from onestop.search.pages.finding import DATABASE, find_pages
from onestop.search.pages.models import PageText
from onestop.search.wordlists.models import WordList
from onestop.tests.factories.state_files import remove_indexes

GROUPS = ("articles",)


def titles(text: str) -> list[str]:
    """Return the titles found for ``text``, best first."""
    return [found.title for found in find_pages(text, GROUPS).texts]


def test_a_page_is_found_by_title_text_and_part_of_it(publish: Any) -> None:
    publish("衡器检定", text="每年一次，由计量机构来做。")
    publish("商标咨询", text="商标注册前先查有没有人用过。")
    assert titles("衡器检定") == ["衡器检定"]
    assert titles("商标") == ["商标咨询"]
    assert titles("计量机构") == ["衡器检定"]
    assert titles("毫不相干的话") == []


def test_words_of_equal_meaning_find_each_other(publish: Any, synonyms: None) -> None:
    publish("衡器检定")
    assert titles("电子秤检定") == ["衡器检定"]
    assert titles("秤要检定去哪办") == ["衡器检定"]


def test_many_words_of_equal_meaning_outweigh_no_word_that_was_typed(publish: Any) -> None:
    WordList.objects.create(kind="equal", words="实验室，检测机构，检验机构，检测公司，检测中心，化验室")
    publish("检测机构、检验机构、检测公司、检测中心和化验室", text="检测机构、检验机构、检测公司。")
    publish("建立计量标准", text="企业的计量实验室。")
    found = find_pages("企业要建计量实验室", GROUPS, broad=True).texts
    assert found[0].title == "建立计量标准"


def test_a_question_of_ignored_words_only_is_looked_for_as_it_is(publish: Any, synonyms: None) -> None:
    publish("怎么办")
    assert titles("怎么办") == ["怎么办"]


def test_a_title_stands_before_a_mention(publish: Any) -> None:
    publish("其他服务", text="也可以问认证。")
    publish("认证咨询", text="讲清楚要办哪一种。")
    assert titles("认证") == ["认证咨询", "其他服务"]


@pytest.mark.parametrize("text", ["", "   ", "？！", "\u200b", "\ud800"])
def test_nothing_to_look_for_finds_nothing(publish: Any, text: str) -> None:
    publish("衡器检定")
    assert find_pages(text, GROUPS).total == 0


def test_a_new_version_replaces_the_old_words(publish: Any, django_capture_on_commit_callbacks: Any) -> None:
    page = publish("衡器检定", text="旧的说法")
    page.body = [("text", "<p>新的写法</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert titles("旧的说法") == []
    assert titles("新的写法") == ["衡器检定"]


def test_a_draft_is_not_found(publish: Any, django_capture_on_commit_callbacks: Any) -> None:
    page = publish("衡器检定")
    page.title = "地磅检定"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
    assert titles("地磅") == []


def test_what_is_taken_offline_is_gone(publish: Any, django_capture_on_commit_callbacks: Any) -> None:
    page = publish("衡器检定")
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert titles("衡器检定") == []


def test_what_is_deleted_is_gone(publish: Any, django_capture_on_commit_callbacks: Any) -> None:
    page = publish("衡器检定")
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert titles("衡器检定") == []
    assert not PageText.objects.filter(title="衡器检定").exists()


def test_a_page_below_a_closed_one_is_gone_until_it_is_opened(
    publish: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page = publish("衡器检定")
    with django_capture_on_commit_callbacks(execute=True):
        closed = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert titles("衡器检定") == []
    with django_capture_on_commit_callbacks(execute=True):
        closed.delete()
    assert titles("衡器检定") == ["衡器检定"]


def test_without_an_engine_the_database_answers(
    publish: Any, synonyms: None, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("其他服务", text="这里也说到检定。")
    publish("衡器检定")

    def away(*_args: object, **_kwargs: object) -> None:
        raise engines.EngineUnavailable("away")

    monkeypatch.setattr(type(engine), "search", away)
    found = find_pages("检定怎么办", GROUPS)
    assert found.engine == DATABASE
    assert [text.title for text in found.texts] == ["衡器检定", "其他服务"]


def test_pages_published_before_the_site_had_a_search_are_written_down(publish: Any) -> None:
    publish("衡器检定", text="内容")
    PageText.objects.all().delete()
    assert texts.write_all() == 1
    assert PageText.objects.get().body == "内容"


def test_a_build_reads_what_it_writes_down_and_sends_none_of_it(
    publish: Any, django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    publish("衡器检定")
    remove_indexes()
    with caplog.at_level("INFO", "onestop.search"), django_capture_on_commit_callbacks(execute=True):
        result = build(PageDocument, get_engine())
    assert caplog.messages == []
    assert (result.documents, result.repeated) == (1, 0)
    assert not outbox.unsent(PageDocument).exists()
    assert titles("衡器检定") == ["衡器检定"]


def test_what_a_failed_build_wrote_down_is_sent_later(publish: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    publish("衡器检定", text="内容")
    PageText.objects.update(title="旧名字")

    def fail(*_args: object) -> None:
        raise RuntimeError("stopped")

    monkeypatch.setattr(building, "_load", fail)
    with pytest.raises(RuntimeError):
        build(PageDocument, get_engine())
    assert titles("内容") == ["衡器检定"]
    assert outbox.drain(PageDocument) == 1
    assert titles("衡器检定") == ["衡器检定"]


def test_results_cost_the_same_however_many(publish: Any, django_assert_num_queries: Any) -> None:
    for number in range(5):
        publish(f"衡器检定{number}")
    find_pages("衡器", GROUPS)
    # Word lists and restrictions, both remembered outside of a transaction, and the rows.
    with django_assert_num_queries(3):
        assert len(find_pages("衡器", GROUPS).texts) == 5
