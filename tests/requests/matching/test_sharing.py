"""What an expert reads: the question as the office words it, and what the enterprise agreed to, by name."""

from typing import Any

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onestop.requests.enterprises import handing
from onestop.requests.filing import attachments
from onestop.requests.filing.models import Attachment, AttachmentKind
from onestop.requests.filing.reading import readable
from onestop.requests.following.contact import messages
from onestop.requests.matching import services, sharing
from onestop.requests.matching.choosing import ExpertForm
from onestop.requests.matching.forms import ShareForm, WithdrawConsentForm
from onestop.requests.workflow import actions
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.moving import Refused
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.experts import make_expert

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]

QUESTION = "这类产品参加招标，应当依据哪项标准检测？"
WORDS = "我们厂的干果水分总是超标。"
EARLIER = "早先写给受理单位的话"
HOLDER = Actor.holder()


def expert() -> Any:
    """Return an expert with an account."""
    return make_expert("示例专家", user=network.account("expert", roles.EXPERT))


def asked(of: Any) -> ServiceRequest:
    """Return a case, with a message and a file of its own, about which an expert was asked."""
    case = make.matching_case(status=Status.ACCEPTED, description=WORDS, credit_code="91650500MA0000000X")
    attachments.attach(case, upload("need.pdf"), AttachmentKind.NEED, None)
    messages.send(case.pk, HOLDER, {"text": EARLIER, "files": [upload("earlier.pdf")]})
    services.ask_expert(case.pk, make.AGENT, {"expert": of.pk, "question": QUESTION})
    case.refresh_from_db()
    return case


def upload(name: str) -> SimpleUploadedFile:
    """Return a small file."""
    return SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF\n", "application/pdf")


def page(user: Any, case: ServiceRequest, more: str = "") -> str:
    """Return what an account reads of a case at its desk."""
    client = Client()
    client.force_login(user)
    return client.get(f"/admin/requests/cases/{case.number}/{more}").content.decode()


def names(case: ServiceRequest, actor: Actor) -> set[str]:
    """Return the names of the files that somebody may read."""
    return set(readable(actor, case).values_list("name", flat=True))


@pytest.mark.parametrize(
    "told",
    [
        "示例果业有限公司的干果怎么办？",
        "示例果业 的干果怎么办？",
        "请打 199 0000 0001",
        "请打 199-0000-0001 找人",
        "其他电话 13900000000 也可以",
        "联系李示例",
    ],
)
def test_a_question_that_tells_whose_it_is_is_refused(told: str) -> None:
    of = expert()
    case = make.matching_case(status=Status.ACCEPTED)
    with pytest.raises(Refused) as refused:
        services.ask_expert(case.pk, make.AGENT, {"expert": of.pk, "question": told})
    assert list(refused.value.message_dict) == ["question"]
    form = ExpertForm({"expert": str(of.pk), "question": told}, case=case, actor=make.AGENT)
    assert list(form.errors) == ["question"]
    case.refresh_from_db()
    assert case.status == Status.ACCEPTED


@pytest.mark.clause("4.3.3.1")
def test_without_consent_the_expert_reads_the_question_and_nothing_else() -> None:
    of = expert()
    case = asked(of)
    messages.send(case.pk, HOLDER, {"text": "还有一句话"})
    for more in ("", "print/"):
        text = page(of.user, case, more)
        assert QUESTION in text
        region = case.region.name if case.region else ""
        secrets = (WORDS, EARLIER, "还有一句话", case.enterprise_name, case.credit_code, region, "need.pdf")
        for secret in secrets:
            assert secret
            assert secret not in text, (more, secret)
    assert not names(case, Actor.of(of.user, case))
    client = Client()
    client.force_login(of.user)
    for file in Attachment.objects.filter(case=case):
        assert client.get(reverse("requests_file", args=[file.pk])).status_code == 404
    for url in ("/admin/requests/cases/", "/admin/"):
        listed = client.get(url).content.decode()
        assert case.number in listed
        assert case.enterprise_name not in listed
    found = client.post("/admin/requests/cases/", {"q": case.enterprise_name}, follow=True)
    assert case.number not in found.content.decode()
    assert client.get(f"/requests/receipt/{case.number}/").status_code == 302


def test_the_enterprise_names_what_the_expert_may_read_and_takes_it_back() -> None:
    of = expert()
    case = asked(of)
    assert {"shared"} <= {each.name for each in actions.offered(HOLDER, case)}
    form = ShareForm(case=case, actor=HOLDER)
    assert "示例专家" in str(form.fields["parts"].help_text)
    assert not form.fields["parts"].initial
    with pytest.raises(Refused):
        sharing.share(case.pk, HOLDER, {"expert": of.pk, "parts": []})
    with pytest.raises(Refused):
        sharing.share(case.pk, HOLDER, {"expert": of.pk + 1, "parts": ["words"]})
    record = sharing.share(case.pk, HOLDER, {"expert": of.pk, "parts": ["words", "files"]})
    assert (record.expert, record.fields) == (of, ["description", "details", "attachments"])
    messages.send(case.pk, HOLDER, {"text": "还有一句话"})
    text = page(of.user, case)
    assert WORDS in text
    assert "还有一句话" in text
    assert case.enterprise_name not in text
    assert EARLIER not in text
    assert names(case, Actor.of(of.user, case)) == {"need.pdf"}
    assert "shared" not in {each.name for each in actions.offered(HOLDER, case)}
    choices = WithdrawConsentForm(case=case, actor=HOLDER).fields["consent"].choices  # type: ignore[attr-defined]
    assert [key for key, _label in choices] == [str(record.pk)]
    sharing.withdraw(case.pk, HOLDER, {"consent": str(record.pk)})
    assert WORDS not in page(of.user, case)
    assert not names(case, Actor.of(of.user, case))
    case.refresh_from_db()
    assert case.status == Status.EXPERT


def test_an_institution_reads_nothing_that_was_written_before_it_was_asked() -> None:
    """4.3.3.2: neither messages and files of before, nor what another institution did."""
    first, second = make.laboratory("甲检测"), make.laboratory("乙检测")
    case = make.matching_case(description=WORDS)
    attachments.attach(case, upload("need.pdf"), AttachmentKind.NEED, None)
    messages.send(case.pk, HOLDER, {"text": EARLIER, "files": [upload("earlier.pdf")]})
    make.offered_to(first, case)
    services.give_back(case.pk, make.person_of(first), {"reason": "甲的理由"})
    make.offered_to(second, case)
    messages.send(case.pk, HOLDER, {"text": "给乙的话", "files": [upload("later.pdf")]})
    case.refresh_from_db()
    person = make.person_of(second)
    assert names(case, person) == {"need.pdf", "later.pdf"}
    text = page(person.user, case)
    for known in (WORDS, "给乙的话", case.enterprise_name):
        assert known in text, known
    for secret in (EARLIER, "甲的理由", "earlier.pdf"):
        assert secret not in text, secret


def test_office_and_enterprise_see_the_whole_case() -> None:
    case = asked(expert())
    for actor in (make.AGENT, HOLDER):
        assert handing.as_seen(case, actor) is case
        assert handing.events_of(case, actor).count() == case.events.count()
