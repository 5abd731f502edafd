"""Giving an evaluation: by link, once, in time, by the enterprise; on paper by two people (clause 5.2)."""

import datetime as dt
from typing import Any

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from onestop.requests.desks import standing
from onestop.requests.evaluation import attach, day, services, tokens
from onestop.requests.evaluation.forms import CheckForm, PaperForm
from onestop.requests.evaluation.models import Channel, Evaluation, EvaluationInvitation
from onestop.requests.following.models import Notification
from onestop.requests.workflow import actions, events, tending
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.requests.workflow.table import SIDE
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories.requests_evaluation import answers, completed, invited, typed

pytestmark = [pytest.mark.django_db, pytest.mark.clause("5.2")]

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def status_of(invitation: EvaluationInvitation) -> str:
    return ServiceRequest.objects.get(pk=invitation.case_id).status


def test_a_filled_form_is_taken_and_the_case_moves_on(client: Client) -> None:
    invitation = invited()
    page = client.post(tokens.url(invitation), typed(4, words="服务很好"), follow=True)
    assert page.redirect_chain == [(tokens.url(invitation), 302)]
    assert "谢谢您的评价" in page.content.decode()
    assert "谢谢您的评价" in client.get(tokens.url(invitation)).content.decode()  # loaded again, gone back to
    assert Client().get(tokens.url(invitation)).status_code == 410
    given = Evaluation.objects.get()
    assert (given.q1, given.q5, given.words, given.channel) == (4, True, "服务很好", Channel.LINK)
    assert given.enterprise_name == invitation.case.enterprise_name
    assert status_of(invitation) == Status.EVALUATED


@pytest.mark.clause("6.3")
def test_who_reads_what_is_written_is_said_before_and_after(client: Client) -> None:
    """Whoever served reads the words, so the enterprise is not told that only the centre does."""
    address = tokens.url(invited("provider"))
    assert "被评价的单位看得到这些话" in client.get(address).content.decode()
    thanks = client.post(address, typed(4), follow=True).content.decode()
    assert "您写的意见由服务中心、受理单位和被评价的单位阅看，不公开" in thanks


def test_each_missing_answer_is_named_and_what_was_chosen_stays(client: Client) -> None:
    invitation = invited()
    page = client.post(tokens.url(invitation), typed(4) | {"q3": "", "words": "写了一半"})
    assert page.status_code == 422
    text = page.content.decode()
    assert text.count("请在四项中选一项") == 2  # in the summary and beside the field
    assert "写了一半" in text
    assert text.count("checked") == 4
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize("value", ["5", "0", "-1", "非常满意", "4; drop"])
def test_there_are_four_levels_and_no_fifth(client: Client, value: str) -> None:
    page = client.post(tokens.url(invited()), typed(4) | {"q1": value})
    assert page.status_code == 422
    assert not Evaluation.objects.exists()


def test_a_link_works_once(client: Client) -> None:
    invitation = invited()
    client.post(tokens.url(invitation), typed(4))
    again = client.post(tokens.url(invitation), typed(1))
    assert again.status_code == 410
    assert "已经评价过" in again.content.decode()
    assert Evaluation.objects.get().q1 == 4


def test_an_expired_link_is_refused_politely(client: Client) -> None:
    invitation = invited()
    EvaluationInvitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert client.get(tokens.url(invitation)).status_code == 410
    assert client.post(tokens.url(invitation), typed(4)).status_code == 410
    assert not Evaluation.objects.exists()


def test_no_paper_is_printed_that_nobody_could_hand_in_any_more(client: Client) -> None:
    given, late = invited(), invited()
    assert client.get(tokens.url(given) + "paper/").status_code == 200
    client.post(tokens.url(given), typed(4))
    EvaluationInvitation.objects.filter(pk=late.pk).update(
        expires_at=timezone.now() - dt.timedelta(seconds=1)
    )
    for invitation in (given, late):
        answer = client.get(tokens.url(invitation) + "paper/")
        assert answer.status_code == 410
        assert "（ ）非常满意" not in answer.content.decode()


@pytest.mark.parametrize("token", ["1", "1.x", "a" * 300, "1.2.3", "%00"])
def test_a_link_that_we_did_not_sign_is_not_found(client: Client, token: str) -> None:
    invited()
    assert client.get(f"/evaluate/{token}/").status_code == 404


@pytest.mark.parametrize("group", [roles.CENTRE_AGENT, roles.PROVIDER, roles.STATION_HEAD, roles.CENTRE_HEAD])
def test_staff_cannot_evaluate(client: Client, group: str) -> None:
    invitation = invited()
    client.force_login(network.account("somebody", group, network.provider()))
    assert client.get(tokens.url(invitation)).status_code == 403
    assert client.post(tokens.url(invitation), typed(4)).status_code == 403
    assert not Evaluation.objects.exists()


def test_the_page_is_never_kept(client: Client) -> None:
    assert "no-store" in client.get(tokens.url(invited()))["Cache-Control"]


@pytest.fixture
def staff() -> tuple[Any, Any]:
    centre = network.centre()
    return tuple(network.account(name, roles.CENTRE_AGENT, centre) for name in ("one", "other"))  # type: ignore[return-value]


def paper(invitation: EvaluationInvitation, **fields: Any) -> dict[str, Any]:
    scan = SimpleUploadedFile("评价表.pdf", PDF, "application/pdf")
    return (
        answers(3) | {"invitation": invitation.pk, "filled_on": timezone.localdate(), "scan": scan} | fields
    )


def agent(user: Any) -> Actor:
    return Actor(user, frozenset({Role.AGENT}))


def test_paper_counts_when_a_second_person_has_compared_it(staff: tuple[Any, Any]) -> None:
    invitation, (one, other) = invited(), staff
    entered = services.enter_paper(invitation.case_id, agent(one), paper(invitation))
    assert not Evaluation.objects.counted().exists()
    assert status_of(invitation) == Status.TO_EVALUATE
    with pytest.raises(Refused):
        services.check_paper(invitation.case_id, agent(one), {"agrees": True})
    services.check_paper(invitation.case_id, agent(other), {"agrees": True})
    entered.refresh_from_db()
    assert (entered.entered_by, entered.checked_by) == (one, other)
    assert entered.scan is not None
    assert Evaluation.objects.counted().get() == entered
    assert status_of(invitation) == Status.EVALUATED


def test_who_is_rated_compares_no_paper(rf, staff: tuple[Any, Any]) -> None:
    """Neither somebody of the station that served, nor whoever of the centre did; the others do."""
    station = network.station()
    case = completed(station, office=station)
    invitation = EvaluationInvitation.objects.get(case=case)
    window, colleague = (network.account(name, roles.WINDOW, station) for name in ("window", "colleague"))
    services.enter_paper(case.pk, Actor.of(window, case), paper(invitation))
    refused = Actor.of(colleague, case)
    with pytest.raises(Refused, match="由其他人核对"):
        services.check_paper(case.pk, refused, {"agrees": False})
    entered = Evaluation.objects.get()
    assert services.is_rated(refused, entered)
    assert "paper_checked" not in [each.name for each in actions.offered(refused, entered.case)]
    request = rf.get("/admin/")
    request.user = colleague
    assert list(day.tasks(request)) == []
    one, other = staff
    events.record(ServiceRequest.objects.get(pk=case.pk), "entry", agent(one), Role.AGENT)
    assert services.is_rated(agent(one), entered)
    services.check_paper(case.pk, agent(other), {"agrees": True})
    assert status_of(invitation) == Status.EVALUATED


def test_a_form_that_came_on_paper_is_not_given_online_meanwhile(
    client: Client, staff: tuple[Any, Any]
) -> None:
    one, other = staff
    invitation = invited()
    services.enter_paper(invitation.case_id, agent(one), paper(invitation))
    for answer in (client.get(tokens.url(invitation)), client.post(tokens.url(invitation), typed(1))):
        assert answer.status_code == 410
        assert "纸质评价表已收到" in answer.content.decode()
    with pytest.raises(Refused):
        services.enter_paper(invitation.case_id, agent(other), paper(invitation))
    services.check_paper(invitation.case_id, agent(other), {"agrees": False})
    assert client.post(tokens.url(invitation), typed(1)).status_code == 302


def test_the_second_person_finds_it_on_the_desk_and_the_first_does_not(rf, staff: tuple[Any, Any]) -> None:
    one, other = staff
    invitation = invited()
    services.enter_paper(invitation.case_id, agent(one), paper(invitation))
    found = {}
    for user in (one, other, network.account("reads", roles.EDITORS)):
        request = rf.get("/admin/")
        request.user = user
        found[user] = [task.title for task in day.tasks(request)]
    assert [len(titles) for titles in found.values()] == [0, 1, 0]
    assert found[other][0].startswith("核对纸质评价表：")


def test_on_the_page_that_a_paper_form_waits_is_said_and_comparing_is_offered_first(
    staff: tuple[Any, Any],
) -> None:
    """It stood behind “more”, and the page said that the enterprise had been invited."""
    one, other = staff
    invitation = invited()
    services.enter_paper(invitation.case_id, agent(one), paper(invitation))
    case = ServiceRequest.objects.get(pk=invitation.case_id)
    assert standing.sentence(case) == "纸质评价表已录入，等另一人与扫描件核对。"
    side = [each.name for each in actions.offered(agent(other), case) if each.name in SIDE]
    assert side[0] == "paper_checked"


def test_the_head_compares_where_the_centre_has_one_agent_alone(rf) -> None:
    head = network.account("head", roles.CENTRE_HEAD, network.centre())
    invitation = invited()
    services.enter_paper(
        invitation.case_id, agent(network.account("one", roles.CENTRE_AGENT)), paper(invitation)
    )
    request = rf.get("/admin/")
    request.user = head
    assert [task.title for task in day.tasks(request)]
    services.check_paper(invitation.case_id, Actor.of(head, invitation.case), {"agrees": True})
    assert status_of(invitation) == Status.EVALUATED


def test_what_nobody_there_may_compare_is_left_to_the_authority_after_a_week(rf) -> None:
    """The request stayed “to be evaluated” for ever: its time does not run out while a paper form waits."""
    authority = network.account("authority", roles.SUPERVISOR)
    invitation = invited()
    services.enter_paper(
        invitation.case_id, agent(network.account("one", roles.CENTRE_AGENT)), paper(invitation)
    )
    request = rf.get("/admin/")
    request.user = authority
    assert not list(day.tasks(request))
    Evaluation.objects.update(given_at=timezone.now() - dt.timedelta(8))
    assert len(list(day.tasks(request))) == 1
    services.check_paper(invitation.case_id, Actor.of(authority, invitation.case), {"agrees": True})
    assert status_of(invitation) == Status.EVALUATED


def test_whoever_compares_sees_what_was_entered_and_the_scan(staff: tuple[Any, Any]) -> None:
    one, other = staff
    invitation = invited()
    given = paper(invitation, q1=2, words="纸上写的<话>", signed_by="陈示例")
    entered = services.enter_paper(invitation.case_id, agent(one), given)
    form = CheckForm(case=ServiceRequest.objects.get(pk=invitation.case_id), actor=agent(other))
    page = render_to_string("requests/evaluation/check.html", {"form": form})
    assert "<b>一般</b>" in page
    assert page.count("<b>满意</b>") == 3
    assert "纸上写的&lt;话&gt;" in page
    assert "陈示例" in page
    assert reverse("requests_file", args=[entered.scan_id]) in page


def test_a_wrongly_entered_paper_is_entered_anew(staff: tuple[Any, Any]) -> None:
    invitation, (one, other) = invited(), staff
    services.enter_paper(invitation.case_id, agent(one), paper(invitation))
    services.check_paper(invitation.case_id, agent(other), {"agrees": False})
    assert not Evaluation.objects.exists()
    services.enter_paper(invitation.case_id, agent(one), paper(invitation, q1=1))
    assert Evaluation.objects.get().q1 == 1


def test_the_database_refuses_paper_without_two_people(staff: tuple[Any, Any]) -> None:
    invitation, (one, _other) = invited(), staff
    entered = services.enter_paper(invitation.case_id, agent(one), paper(invitation))
    for change in ({"checked_by": one, "is_pending": False}, {"is_pending": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluation.objects.filter(pk=entered.pk).update(**change)


def test_reminders_are_two_at_most() -> None:
    invitation = invited()
    for days in (1, 8, 9, 22, 25):
        EvaluationInvitation.objects.update(sent_at=timezone.now() - dt.timedelta(days))
        attach.remind()
        attach.remind()
    invitation.refresh_from_db()
    assert invitation.reminders == services.MOST_REMINDERS
    assert invitation.case.events.filter(name="reminded").count() == 2


def test_nothing_given_in_time_is_no_satisfaction() -> None:
    invitation = invited()
    assert tending.tend()["evaluations not given"] == 0
    EvaluationInvitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert tending.tend()["evaluations not given"] == 1
    assert status_of(invitation) == Status.UNEVALUATED
    assert not Evaluation.objects.exists()
    invitation.refresh_from_db()
    assert invitation.closed_at is not None


def test_one_that_does_not_count_says_why_and_stays(staff: tuple[Any, Any]) -> None:
    given = services.give(invited().pk, Actor.holder(), answers(4), Channel.LINK)
    head = Actor(staff[0], frozenset({Role.HEAD}))
    with pytest.raises(Refused):
        services.mark_invalid(given.pk, agent(staff[0]), "重复")
    with pytest.raises(Refused):
        services.mark_invalid(given.pk, head, " ")
    services.mark_invalid(given.pk, head, "同一人重复填写")
    assert Evaluation.objects.filter(invalid_reason="同一人重复填写").exists()
    assert not Evaluation.objects.counted().exists()


def test_the_case_is_locked_before_its_invitation() -> None:
    """Staff who enter a paper have the case first: the other way round each would wait for the other."""
    invitation = invited()
    with CaptureQueriesContext(connection) as asked:
        services.give(invitation.pk, Actor.holder(), answers(4), Channel.LINK)
    tables = [query["sql"].partition(" FROM ")[2][:40] for query in asked if "SELECT" in query["sql"]]
    whole = [name for name in tables if "evaluationinvitation" in name or "servicerequest" in name]
    assert ["servicerequest" in name for name in whole[:3]] == [False, True, False]  # key, case, invitation


def test_all_that_is_wrong_with_an_entry_is_said_at_once(staff: tuple[Any, Any]) -> None:
    invitation = invited()
    files = {"scan": SimpleUploadedFile("评价表.pdf", b"MZ" + bytes(99), "application/pdf")}
    sent = typed(4) | {"filled_on": "2020-01-01"}
    form = PaperForm(sent, files, case=invitation.case, actor=agent(staff[0]))
    assert set(form.errors) == {"filled_on", "scan"}


def test_who_left_a_telephone_alone_is_reminded_by_it() -> None:
    """It was invited by SMS and reminded by nothing, and the record said that it had been."""
    invitation = invited()
    EvaluationInvitation.objects.update(sent_at=timezone.now() - dt.timedelta(8))
    assert attach.remind() == 1
    told = Notification.objects.filter(case=invitation.case_id, kind="evaluation_reminder")
    assert [each.channel for each in told] == ["sms"]
