"""The link checker, against a server on this machine."""

from collections.abc import Iterator
from io import StringIO

import pytest

from django.core.management import CommandError, call_command
from django.test import Client

from onestop.catalogue.links import demo
from onestop.catalogue.links.finding import link_for, links_for
from onestop.catalogue.links.kinds import STANDARDS, LinkKind
from onestop.catalogue.links.models import ExternalLink, Problem
from onestop.catalogue.links.probing import Answer, judged, probe
from onestop.tests.factories.answering import Answering, answering
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def server() -> Iterator[Answering]:
    with answering() as server:
        yield server


def link(url: str, name: str = "示例网站", kind: str = LinkKind.NATIONAL) -> ExternalLink:
    return ExternalLink.objects.create(name=name, url=url, kind=kind)


def run(*options: str) -> str:
    out = StringIO()
    call_command("check_links", *options, stdout=out, verbosity=0)
    return out.getvalue()


@pytest.mark.clause("4.2.3.1")
def test_a_404_is_flagged_and_hidden_from_users_after_three_failures(
    server: Answering, client: Client
) -> None:
    home_page()
    demo.load(lambda _line: None)
    ExternalLink.objects.all().delete()
    dead = link(f"{server.base}/404", "找不到的网站")
    link(f"{server.base}/200", "好的网站")
    for failures in (1, 2):
        assert "working 1, failed 1, hidden 0" in run()
        dead.refresh_from_db()
        assert (dead.http_status, dead.problem, dead.failures) == (404, "status", failures)
        assert dead.checked_at is not None
        assert "找不到的网站" in client.get("/links/").content.decode()
    assert "working 1, failed 1, hidden 1" in run()
    html = client.get("/links/").content.decode()
    assert "找不到的网站" not in html
    assert "好的网站" in html
    assert link_for(LinkKind.NATIONAL).name == "好的网站"


def test_one_success_brings_a_hidden_link_back(server: Answering) -> None:
    back = link(f"{server.base}/200")
    ExternalLink.objects.update(failures=9, problem="status", http_status=500)
    run()
    back.refresh_from_db()
    assert (back.failures, back.problem, back.http_status) == (0, "", 200)


def test_a_new_address_begins_without_failures(server: Answering) -> None:
    moved = link(f"{server.base}/404")
    run()
    moved.refresh_from_db()
    assert moved.failures == 1
    moved.url = f"{server.base}/200"
    moved.save()
    moved.refresh_from_db()
    assert (moved.failures, moved.checked_at, moved.http_status) == (0, None, None)


def test_a_site_that_does_not_answer_in_time_is_a_failure_and_others_do_not_wait(server: Answering) -> None:
    slow = link(f"{server.base}/slow")
    fine = link(f"{server.base}/200")
    assert "working 1, failed 1" in run("--timeout", "1")
    slow.refresh_from_db()
    fine.refresh_from_db()
    assert slow.problem == "timeout"
    assert fine.problem == ""
    assert fine.checked_at < slow.checked_at


@pytest.mark.clause("4.2.3.1")
def test_a_machine_that_is_offline_hides_no_link(server: Answering) -> None:
    for number in range(5):
        link(f"http://127.0.0.1:1/{number}")
    with pytest.raises(CommandError, match="online"):
        run()
    assert not ExternalLink.objects.exclude(failures=0, checked_at=None).exists()
    link(f"{server.base}/200")
    assert "working 1, failed 5" in run()
    assert "working 0, failed 5" in run("--failing")


def test_redirects_are_followed_and_a_closed_port_is_said(server: Answering) -> None:
    assert probe(f"{server.base}/moved", 5).status == 200
    assert probe("http://127.0.0.1:1/", 2).problem == "unreachable"
    assert probe("http://[broken", 2).problem == "unreachable"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/endless", Answer(200)),
        ("/drip", Answer(200)),
        ("/loop", Answer(302, Problem.STATUS.value)),
        ("/mail", Answer(302, Problem.STATUS.value)),
    ],
)
def test_an_address_that_never_ends_is_left_in_time(server: Answering, path: str, expected: Answer) -> None:
    assert probe(f"{server.base}{path}", 2) == expected


def test_a_site_without_proper_tls_is_a_failure(server: Answering) -> None:
    assert probe(server.base.replace("http:", "https:"), 1) == Answer(None, Problem.UNREACHABLE.value)


def test_no_file_is_opened_as_a_link() -> None:
    answer = probe("file:///etc/hostname", 2)
    assert (answer.status, answer.problem) == (None, "unreachable")


def test_a_site_that_keeps_programs_out_is_no_dead_site() -> None:
    assert [judged(status).problem for status in (403, 412, 521)] == ["", "", ""]
    assert [judged(status).problem for status in (404, 410, 500, 503)] == ["status"] * 4


def test_the_limit_of_parallel_requests_is_kept() -> None:
    with answering(wait=0.1) as server:
        for number in range(8):
            link(f"{server.base}/200/{number}")
        run("--parallel", "2")
        assert server.most == 2


def test_only_a_kind_or_only_the_failing_are_checked_on_demand(server: Answering) -> None:
    link(f"{server.base}/200/a", kind=LinkKind.NATIONAL)
    link(f"{server.base}/200/b", kind=LinkKind.GROUP)
    assert "working 1," in run("--kind", "group")
    assert "working 0, failed 0" in run("--failing")


@pytest.mark.parametrize("option", [("--parallel", "0"), ("--parallel", "９９"), ("--timeout", "soon")])
def test_limits_that_make_no_sense_are_refused_with_a_reason(option: tuple[str, str]) -> None:
    with pytest.raises(CommandError, match="whole number"):
        run(*option)


@pytest.mark.clause("4.2.3.1")
def test_every_kind_that_the_clause_names_has_a_link_once_the_demo_is_loaded() -> None:
    home_page()
    demo.load(lambda _line: None)
    assert {link.kind for link in links_for(STANDARDS)} == set(STANDARDS)
    assert link_for(LinkKind.NATIONAL).host == "std.samr.gov.cn"


def test_loading_the_demo_again_keeps_what_an_editor_changed() -> None:
    home_page()
    demo.load(lambda _line: None)
    count = ExternalLink.objects.count()
    ExternalLink.objects.filter(kind=LinkKind.GROUP).update(name="改过的名称")
    demo.load(lambda _line: None)
    assert ExternalLink.objects.count() == count
    assert ExternalLink.objects.get(kind=LinkKind.GROUP).name == "改过的名称"
