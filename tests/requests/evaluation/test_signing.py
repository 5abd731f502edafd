"""A signature drawn on screen: looked at, kept with the case, on paper, in the sealed archive (annex A)."""

import base64
import io
from typing import Any

import pytest
from PIL import Image, ImageDraw

from django.test import Client
from django.urls import reverse

from onestop.requests.archives import verifying
from onestop.requests.archives.shown import pairs
from onestop.requests.enterprises.models import AccessLog, ConsentRecord, Purpose
from onestop.requests.evaluation import services, signing, tokens
from onestop.requests.evaluation.models import Channel, Evaluation, ExtraQuestion, Signature
from onestop.requests.matching.models import Match, Method, Outcome
from onestop.requests.workflow.actors import Actor
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_archives as archives
from onestop.tests.factories.requests_evaluation import answers, invited, typed

pytestmark = [pytest.mark.django_db, pytest.mark.clause("A"), pytest.mark.clause("5.2")]


def drawn(size: tuple[int, int] = (600, 200), line: Any = (50, 40, 400, 120), form: str = "PNG") -> str:
    """Return a picture with a line, as a browser sends it."""
    image, out = Image.new("RGBA", size), io.BytesIO()
    if line:
        ImageDraw.Draw(image).line(line, fill="black", width=4)
    (image if form == "PNG" else image.convert("RGB")).save(out, form)
    return signing.PREFIX + base64.b64encode(out.getvalue()).decode()


def test_a_drawn_signature_is_kept_with_the_case_and_cut_to_its_ink(client: Client) -> None:
    invitation = invited()
    page = client.get(tokens.url(invitation)).content.decode()
    assert "data-signature hidden" in page  # without a script there is only the name
    assert client.post(tokens.url(invitation), typed(4, drawing=drawn())).status_code == 302
    given = Evaluation.objects.get()
    assert given.signature == Signature.DRAWN
    assert given.drawing is not None
    assert (given.drawing.case_id, given.drawing.mime) == (invitation.case_id, "image/png")
    assert (given.drawing.for_enterprise, given.drawing.for_provider) == (True, False)
    with given.drawing.file.open("rb") as opened, Image.open(opened) as kept:
        assert (kept.mode, kept.format) == ("L", "PNG")
        assert kept.width < 400


@pytest.mark.parametrize("line", [None, (100, 100, 103, 102)])
def test_nothing_drawn_or_a_touch_by_accident_is_no_signature(client: Client, line: Any) -> None:
    client.post(tokens.url(invited()), typed(4, drawing=drawn(line=line), signed_by="王示例"))
    given = Evaluation.objects.get()
    assert (given.signature, given.drawing, given.signed_by) == (Signature.TYPED, None, "王示例")


@pytest.mark.parametrize(
    "text",
    [
        "not a picture",
        "data:image/svg+xml;base64,PHN2Zy8+",
        signing.PREFIX + "!!!",
        signing.PREFIX + base64.b64encode(b"\x89PNG\r\n\x1a\nnot a picture").decode(),
        drawn(form="JPEG"),
        drawn((4001, 10)),
        signing.PREFIX + "A" * signing.MOST_SIGNS,
    ],
)
def test_what_is_no_such_picture_is_refused_in_words_and_nothing_typed_is_lost(
    client: Client, text: str
) -> None:
    page = client.post(tokens.url(invited()), typed(4, drawing=text, words="写了一半"))
    assert page.status_code == 422
    shown = page.content.decode()
    assert "写了一半" in shown
    assert "请重新签一次" in shown
    assert text not in shown
    assert not Evaluation.objects.exists()


def test_a_signature_stays_when_something_else_is_missing(client: Client) -> None:
    signature = drawn()
    page = client.post(tokens.url(invited()), typed(4, drawing=signature) | {"q3": ""})
    assert page.status_code == 422
    assert signature.replace("+", "&#x2B;") in page.content.decode() or signature in page.content.decode()


@pytest.mark.clause("6.3")
def test_the_filled_form_is_printed_and_who_served_does_not_see_who_signed(client: Client) -> None:
    invitation = invited("provider")
    question = ExtraQuestion.objects.create(text="您对网上办理的满意度")
    extra = [{"question": question.pk, "text": question.text, "level": 3}]
    picture = signing.read(drawn())
    data = answers(2, words="等得有点久", signed_by="王示例", extra=extra, drawing=picture)
    given = services.give(invitation.pk, Actor.holder(), data, Channel.LINK)
    case = invitation.case
    url = reverse("requests_desk_print_form", args=[case.number, given.pk])
    client.force_login(network.account("agent", roles.CENTRE_AGENT, network.centre()))
    desk = client.get(reverse("requests_case_desk", args=[case.number])).content.decode()
    assert url in desk
    page = client.get(url).content.decode()
    assert page.count("（√）") == 5
    assert page.count("（√）</span>一般") == 4
    assert "（√）</span>是" in page
    assert "等得有点久" in page
    assert "您对网上办理的满意度：满意" in page
    assert signing.as_address(picture) in page
    assert "王示例" in page
    assert AccessLog.objects.filter(case=case).exists()
    consent = ConsentRecord.objects.create(case=case, purpose=Purpose.HAND_OVER, receiver=given.doer)
    Match.objects.create(
        case=case, method=Method.PROVIDER, provider=given.doer, outcome=Outcome.ENDED, consent=consent
    )
    client.force_login(network.account("doer", roles.PROVIDER, given.doer))
    theirs = client.get(url).content.decode()
    assert "等得有点久" in theirs
    assert "王示例" not in theirs
    assert signing.PREFIX not in theirs


@pytest.mark.clause("6.1")
def test_the_signature_is_sealed_with_its_digest() -> None:
    case = archives.evaluated()
    Evaluation.objects.all().delete()
    case.invitations.update(used_at=None)
    data = answers(3, drawing=signing.read(drawn()), extra=[{"question": 1, "text": "网上办理", "level": 4}])
    given = services.give(case.invitations.get(is_main=True).pk, Actor.holder(), data, Channel.LINK)
    item = archives.services.archive(case.pk, archives.AGENT, archives.EARLY)
    assert given.drawing is not None
    sealed = item.content["evaluations"][0]
    assert sealed["signed"] == given.drawing.digest
    assert given.drawing.digest in [row["sha256"] for row in item.content["files"]]
    assert ("网上办理", "非常满意") in pairs("evaluations", sealed)
    assert ("签名方式", "屏幕手写签名") in pairs("evaluations", sealed)
    assert list(verifying.file_faults(case)) == []
    given.drawing.file.storage.delete(given.drawing.file.name)
    assert len(list(verifying.file_faults(case))) == 1
