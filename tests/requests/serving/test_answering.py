"""An expert's answer: required, kept, published only with both consents and without names (4.3.3.1)."""

from typing import Any

import pytest

from onestop.home.questions.models import QuestionPage
from onestop.requests.enterprises import consents
from onestop.requests.matching import services as matching
from onestop.requests.matching import sharing
from onestop.requests.matching.forms import WithdrawConsentForm
from onestop.requests.serving import answering, publishing
from onestop.requests.serving.models import ExpertAnswer
from onestop.requests.workflow import actions
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Resolution, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import columns, network
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.experts import make_expert

pytestmark = pytest.mark.django_db
ANSWER = "按 GB/T 19001 建立内审程序，每年至少一次。"


def asked() -> tuple[ServiceRequest, Actor]:
    """Return a case that an expert was asked about, and the expert."""
    user = network.account("专家账号", roles.EXPERT)
    expert = make_expert("示例专家甲", user=user, name_is_public=False)
    case = make.matching_case(status=Status.ACCEPTED, clause="4.2.2.2")
    matching.ask_expert(case.pk, make.AGENT, {"expert": expert.pk, "question": "依据哪项标准？"})
    case.refresh_from_db()
    return case, Actor.of(user, case)


def answered(**data: Any) -> ServiceRequest:
    """Return a case that an expert has answered."""
    case, expert = asked()
    answering.answer(case.pk, expert, {"answer": ANSWER, "way": "online", **data})
    case.refresh_from_db()
    return case


@pytest.mark.clause("4.3.3.1")
def test_an_answer_is_required_and_kept_in_full() -> None:
    case, expert = asked()
    with pytest.raises(Refused) as refused:
        answering.answer(case.pk, expert, {"answer": " "})
    assert set(refused.value.error_dict) == {"answer"}
    answering.answer(case.pk, expert, {"answer": ANSWER, "way": "phone"})
    case.refresh_from_db()
    row = ExpertAnswer.objects.get(case=case)
    assert (row.text, row.way, case.resolution) == (ANSWER, "phone", Resolution.ANSWERED)
    assert case.events.get(name="answer").text == ANSWER


def test_another_expert_cannot_answer() -> None:
    case, _expert = asked()
    other = make_expert("示例专家乙", user=network.account("另一专家", roles.EXPERT))
    with pytest.raises(Refused):
        answering.answer(case.pk, Actor(other.user, _expert.roles), {"answer": ANSWER})


@pytest.mark.clause("4.2.2.2")
@pytest.mark.parametrize(
    ("expert_agrees", "enterprise_agrees"), [(True, False), (False, True), (False, False)]
)
def test_without_both_consents_nothing_is_published(expert_agrees: bool, enterprise_agrees: bool) -> None:
    columns.faq()
    case = answered(may_publish=expert_agrees)
    if enterprise_agrees:
        consents.give("question", case=case, fields=["question", "answer"])
    with pytest.raises(Refused):
        publishing.publish(case.pk, make.AGENT, {"question": "怎么做内审？", "answer": ANSWER})
    assert not QuestionPage.objects.filter(title="怎么做内审？").exists()


@pytest.mark.clause("4.3.3.1")
def test_with_both_it_becomes_a_draft_that_names_nobody() -> None:
    columns.faq()
    case = answered(may_publish=True)
    publishing.agree(case.pk, make.ENTERPRISE, {"agree": True})
    data = {"question": "怎么做内审？", "answer": ANSWER}
    for name, secret in (
        ("answer", case.enterprise_name),
        ("answer", "李 示例"),
        ("question", case.phone),
        ("question", str(case.number)),
        ("answer", "示例专家甲"),
    ):
        with pytest.raises(Refused) as refused:
            publishing.publish(case.pk, make.AGENT, {**data, name: f"{data[name]}{secret}"})
        assert set(refused.value.error_dict) == {name}
    page = publishing.publish(case.pk, make.AGENT, data)
    assert not page.live
    assert page.current_workflow_state is not None  # a reviewer has it on the desk
    assert page.source.startswith("专家 ZJ") or "ZJ" in page.source
    with pytest.raises(Refused):
        publishing.publish(case.pk, make.AGENT, data)


@pytest.mark.clause("6.3")
@pytest.mark.parametrize("is_live", [True, False])
def test_a_withdrawn_consent_removes_the_page_and_given_again_it_may_be_published(is_live: bool) -> None:
    columns.faq()
    case = answered(may_publish=True)
    consent = publishing.agree(case.pk, make.ENTERPRISE, {"agree": True})
    data = {"question": "怎么做内审？", "answer": ANSWER}
    page = publishing.publish(case.pk, make.AGENT, data)
    if is_live:
        page.save_revision().publish()
    assert "consent_withdrawn" in {each.name for each in actions.offered(make.ENTERPRISE, case)}
    form = WithdrawConsentForm({"consent": str(consent.pk)}, case=case, actor=make.ENTERPRISE)
    assert "问题；答复" in str(form.fields["consent"].choices)  # type: ignore[attr-defined]
    assert form.is_valid()
    sharing.withdraw(case.pk, make.ENTERPRISE, form.cleaned_data)  # as somebody without an account does
    assert not QuestionPage.objects.filter(pk=page.pk).exists()
    publishing.agree(case.pk, make.ENTERPRISE, {"agree": True})
    assert publishing.publish(case.pk, make.AGENT, data).slug == page.slug


def test_the_enterprise_is_asked_only_where_there_is_something_to_publish() -> None:
    case = answered(may_publish=False)
    with pytest.raises(Refused):
        publishing.agree(case.pk, make.ENTERPRISE, {"agree": True})
    with pytest.raises(Refused):
        publishing.agree(case.pk, make.ENTERPRISE, {})
    assert not consents.valid_for(case, "question").exists()
