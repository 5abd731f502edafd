"""The copy of one's data: what is kept of the requests of an enterprise, in plain words (PIPL art. 45)."""

import json
from typing import Any

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from onestop.requests.evaluation.models import Evaluation, EvaluationInvitation
from onestop.requests.filing import attachments
from onestop.requests.filing.models import AttachmentKind
from onestop.requests.following.contact import messages
from onestop.requests.supervision.models import Dispute
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.tests.factories import requests as make
from onestop.tests.factories.site_pages import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.clause("6.3")]


def copied(client: Client) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(client.get("/my/data/copy.json").content)
    return copy


def test_the_copy_holds_files_evaluations_and_disputes_of_the_own_requests_alone(client: Client) -> None:
    home_page()
    own = make.enterprise()
    case, foreign = make.case(Status.EVALUATED, enterprise=own), make.case(Status.EVALUATED)
    for each in (case, foreign):
        upload = SimpleUploadedFile("清单.txt", "压力表 12 块".encode())
        attachments.attach(each, upload, AttachmentKind.NEED, None)
        said = {"q1": 4, "q2": 4, "q3": 3, "q4": 4, "q5": True, "words": "很好", "signed_by": "李示例"}
        invited = EvaluationInvitation.objects.create(case=each, form="centre", expires_at=timezone.now())
        rated = {"invitation": invited, "form": "centre", "version": "1", "channel": "link"}
        Evaluation.objects.create(case=each, doer=each.office, **rated, **said)
        Dispute.objects.create(
            case=each, number=f"JF-{each.pk}", other_party=each.office, method="advisory", claim="示例"
        )
    client.force_login(make.member("own", own))
    copy = copied(client)
    for part in ("files", "evaluations", "disputes"):
        assert [row["request"] for row in copy[part]] == [case.number], part
    assert (copy["files"][0]["name"], copy["evaluations"][0]["words"]) == ("清单.txt", "很好")
    assert (copy["evaluations"][0]["q3"], copy["evaluations"][0]["signed_by"]) == (3, "李示例")
    assert copy["disputes"][0]["claim"] == "示例"
    assert copy["complaints"] == []


def test_the_timeline_of_the_copy_is_in_words_of_people(client: Client) -> None:
    home_page()
    own = make.enterprise()
    case = make.case(Status.SERVING, enterprise=own)
    messages.send(case.pk, Actor.holder(), {"text": "样品明天送"})
    client.force_login(make.member("own", own))
    (line,) = [each for each in copied(client)["requests"][0]["timeline"] if each["text"] == "样品明天送"]
    assert line["what"] == "留言"
