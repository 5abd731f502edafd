"""Who is told what by which way, when, and what never stands in it."""

import datetime as dt
import json
import smtplib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from onestop.requests.enterprises import consents, sms
from onestop.requests.following import notifying, tasks
from onestop.requests.following.models import Notification, NotificationTemplate
from onestop.requests.following.models.notices import Channel, Delivery, To
from onestop.requests.following.notices import quiet, table, views
from onestop.requests.workflow import events, tending
from onestop.requests.workflow.actors import SYSTEM, Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.requests.workflow.models import ServiceRequest
from onestop.requests.workflow.table import SIDE, TABLE
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests as factory
from onestop.tests.factories.moving_time import hold
from onestop.tests.factories.requests_matching import laboratory, person_of, served_here, taken_by

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 24, 4, 0, tzinfo=dt.UTC)
NIGHT = dt.datetime(2026, 11, 24, 15, 30, tzinfo=dt.UTC)  # 23:30
SECRETS = ("李示例", factory.PHONE, "绝密配方", "contact@example.org", "示例果业有限公司")


class Robot(BaseHTTPRequestHandler):
    """What stands behind the address of a WeCom group; it refuses the first message."""

    heard: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        """Take a message."""
        self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        said = json.dumps({"errcode": 0 if len(self.heard) > 1 else 45009}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


class Broken(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: Any) -> int:  # noqa: ARG002 - the interface’s
        """Fail."""
        raise smtplib.SMTPServerDisconnected("contact@example.org is not reachable")


@pytest.fixture(autouse=True)
def _nothing_sent_yet() -> None:
    sms.outbox.clear()


def case(**fields: Any) -> ServiceRequest:
    fields = {"description": "绝密配方", "email": "contact@example.org", **fields}
    return factory.case(Status.SUBMITTED, **fields)


def happen(of: ServiceRequest, name: str, actor: Actor = SYSTEM, role: Role = Role.SYSTEM) -> None:
    events.record(of, name, actor, role, text="绝密配方")


def test_every_event_of_the_table_is_known() -> None:
    assert set(table.TOLD) <= set(TABLE.rows) | set(SIDE)
    assert {kind for told in table.TOLD.values() for _to, kind in told} <= set(table.KINDS)


def test_the_enterprise_is_told_by_mail_and_sms_with_number_and_link_only(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    hold(monkeypatch, NOON)
    with django_capture_on_commit_callbacks(execute=True):
        told = case()
        happen(told, "return")
    sent = [message for message in mail.outbox if told.number in message.subject]
    assert sent
    assert sms.outbox
    said = [*(f"{each.subject}{each.body}" for each in mail.outbox), *(each.text for each in sms.outbox)]
    assert all(secret not in words for words in said for secret in SECRETS)
    assert all(told.number in words and "/requests/case/" in words for words in said)
    assert {each.phone for each in sms.outbox} == {factory.PHONE}


def test_an_account_is_led_to_its_room_and_reads_it_there(
    monkeypatch: pytest.MonkeyPatch, client: Any
) -> None:
    hold(monkeypatch, NOON)
    of = factory.enterprise()
    user = factory.member("own", of)
    told = case(enterprise=of)
    happen(told, "accept")
    client.force_login(user)
    assert told.number in client.get("/my/").content.decode()
    own = Notification.objects.in_site_for(user)
    notifying.send_waiting()
    assert own.unread().exists()
    client.get(f"/my/cases/{told.number}/")
    assert not own.unread().exists()
    assert own.filter(state=Delivery.READ).exists()
    assert not Notification.objects.in_site_for(
        factory.member("other", factory.enterprise("示例乳业"))
    ).exists()


def test_a_mail_server_that_fails_breaks_no_step_and_it_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, settings: Any, django_capture_on_commit_callbacks: Any, caplog: Any
) -> None:
    hands = hold(monkeypatch, NOON)
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    monkeypatch.setattr("django.core.mail.get_connection", lambda *_args, **_kwargs: Broken())
    with django_capture_on_commit_callbacks(execute=True):
        told = case()
        happen(told, "accept")
    waiting = Notification.objects.filter(case=told, channel=Channel.EMAIL)
    assert {each.state for each in waiting} == {Delivery.WAITING}
    # The server that has just failed is not waited for a second time.
    assert sorted((each.tries, each.fault) for each in waiting) == [(0, ""), (1, "SMTPServerDisconnected")]
    cache.clear()
    monkeypatch.undo()
    hands = hold(monkeypatch, hands.moment)
    first = waiting.get(tries=1)
    assert first.not_before > hands.moment, "not at once again"
    hands.shift(minutes=6)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tending.tend()["notices"] == waiting.count()
    assert {each.state for each in waiting.all()} == {Delivery.SENT}
    assert "example.org" not in caplog.text


def test_a_fault_while_sending_breaks_no_step(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, caplog: Any
) -> None:
    def fail(_keys: list[int]) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(notifying, "send_now", fail)
    with django_capture_on_commit_callbacks(execute=True):
        told = case()
        happen(told, "accept")
    assert Notification.objects.filter(case=told, state=Delivery.WAITING).exists()
    assert "in on_commit()" in caplog.text


def test_in_quiet_hours_it_waits_for_the_morning_but_a_receipt_does_not(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    hands = hold(monkeypatch, NIGHT)
    with django_capture_on_commit_callbacks(execute=True):
        told = case()
    assert sms.outbox, "who has just pressed the button is awake"
    sms.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        happen(told, "return")
    assert not sms.outbox
    hands.shift(hours=9)
    tending.tend()
    assert len(sms.outbox) == 1


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24 12:00", "2026-11-24 12:00"),
        ("2026-11-24 23:00", "2026-11-25 08:00"),
        ("2026-11-25 03:00", "2026-11-25 08:00"),
    ],
)
def test_quiet_hours_end_in_the_morning(moment: str, expected: str) -> None:
    from django.utils import timezone  # noqa: PLC0415 - read once the clock stands

    found = quiet.not_before(timezone.make_aware(dt.datetime.fromisoformat(moment)))
    assert found.strftime("%Y-%m-%d %H:%M") == expected


def test_whoever_did_it_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, NOON)
    told = case()
    Notification.objects.all().delete()
    happen(told, "message", Actor.holder(), Role.ENTERPRISE)
    assert set(Notification.objects.values_list("to", flat=True)) == {To.OFFICE}
    happen(told, "message", factory.acting(Role.WINDOW), Role.WINDOW)
    assert set(Notification.objects.values_list("to", flat=True)) == {To.OFFICE, To.ENTERPRISE}


@pytest.mark.clause("4.3.2.1")
def test_whoever_files_is_sent_the_receipt_for_a_page_can_be_closed(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    hold(monkeypatch, NOON)
    told = case()
    sms.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        happen(told, "submit", Actor.holder(), Role.VISITOR)
    assert [message.phone for message in sms.outbox] == [factory.PHONE]
    assert told.number in sms.outbox[0].text


@pytest.mark.clause("4.3.4.1")
def test_a_landline_gets_no_sms_and_the_desk_says_that_somebody_has_to_call(
    monkeypatch: pytest.MonkeyPatch, client: Any
) -> None:
    hold(monkeypatch, NOON)
    by_phone, by_mail = case(phone="09020000001", email=""), case(phone="09020000001", email="a@example.org")
    for each in (by_phone, by_mail):
        happen(each, "return")
    told = Notification.objects.filter(to=To.ENTERPRISE)
    assert not told.filter(channel=Channel.SMS).exists()
    assert set(told.values_list("case", flat=True)) == {by_mail.pk}
    client.force_login(network.account("clerk", roles.STATION_HEAD, by_phone.office))
    pages = [
        client.get(f"/admin/requests/cases/{each.number}/").content.decode() for each in (by_phone, by_mail)
    ]
    assert ["请打电话告诉企业" in page for page in pages] == [True, False]


def test_an_office_that_serves_itself_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, NOON)
    told = served_here()
    Notification.objects.all().delete()
    happen(told, "message", Actor.holder(), Role.ENTERPRISE)
    assert list(Notification.objects.filter(channel=Channel.IN_SITE).values_list("to", flat=True)) == [
        To.OFFICE
    ]
    happen(told, "resume", Actor.holder(), Role.ENTERPRISE)
    assert Notification.objects.filter(kind="doer_told", office=told.office).exists()


@pytest.mark.clause("6.3")
def test_an_institution_that_lost_the_consent_is_told_by_mail_alone(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """On the platform it sees nothing of the request any more."""
    lab = laboratory("甲检测")
    case = taken_by(lab)
    user = person_of(lab).user
    user.email = "lab@example.org"
    user.save(update_fields=["email"])
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        consents.withdraw(case.matches.get().consent_id, Actor.holder())
    (told,) = Notification.objects.filter(kind="consent_lost")
    assert (told.channel, told.state) == (Channel.EMAIL, Delivery.SENT)
    (sent,) = [each for each in mail.outbox if each.to == ["lab@example.org"]]
    assert case.number in sent.subject
    assert "停止办理" in sent.body
    assert "http" not in sent.body


def test_whoever_proposed_a_refusal_is_told_that_it_was_not_confirmed(
    monkeypatch: pytest.MonkeyPatch, client: Any
) -> None:
    hold(monkeypatch, NOON)
    told = case()
    user, colleague = (network.account(name, roles.WINDOW, told.office) for name in ("window", "colleague"))
    user.email = "window@example.org"
    user.save()
    happen(told, "propose_refusal", Actor(user, frozenset({Role.WINDOW})), Role.WINDOW)
    happen(told, "decline_refusal", factory.acting(Role.HEAD), Role.HEAD)
    notifying.send_waiting()
    mine = Notification.objects.filter(kind="refusal_declined")
    assert {(each.user, each.channel) for each in mine} == {(user, Channel.IN_SITE), (user, Channel.EMAIL)}
    assert not Notification.objects.filter(kind="refusal_declined", to=To.ENTERPRISE).exists()
    lines = {who: [task.url for task in tasks.of(who)] for who in (user, colleague)}
    assert [url for url in lines[user] if told.number in url]
    assert not lines[colleague]
    client.force_login(user)
    client.get(lines[user][0])
    assert not list(tasks.of(user))


def test_a_changed_text_is_a_new_version_and_names_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, NOON)
    template = NotificationTemplate(
        kind="accepted", version=1, subject="{number}", text="{link} {name}", short="{link}"
    )
    with pytest.raises(ValidationError) as refused:
        template.full_clean()
    assert "text" in refused.value.error_dict
    template.text = "新说法 {number}：{link}"
    template.full_clean()
    template.save()
    told = case()
    happen(told, "accept")
    notifying.send_waiting()
    assert any("新说法" in each.body for each in mail.outbox)
    assert Notification.objects.filter(kind="accepted", template=template).exists()


@pytest.mark.parametrize(
    "broken", ["{number", "number}", "{}", "{ number }", "{number}}", "{name}", "{number!r}"]
)
@pytest.mark.parametrize("field", ["subject", "text", "short"])
def test_a_broken_placeholder_is_refused_at_its_field(client: Client, field: str, broken: str) -> None:
    client.force_login(network.account("head", roles.CENTRE_HEAD))
    said = {"subject": "{number}", "text": "{link}", "short": "{link}"}
    page = client.post("/admin/requests/texts/accepted/", said | {field: f"{said[field]} {broken}"})
    assert list(page.context["form"].errors) == [field]
    assert not NotificationTemplate.objects.exists()


def test_a_text_without_the_link_that_it_is_for_is_refused(client: Client) -> None:
    client.force_login(network.account("head", roles.CENTRE_HEAD))
    said = {"subject": "{number}", "text": "请评价", "short": "请评价"}
    page = client.post("/admin/requests/texts/invited/", said)
    assert list(page.context["form"].errors) == ["text", "short"]
    assert "请写上 {link}" in page.content.decode()
    client.post("/admin/requests/texts/consent_lost/", said)  # whose words have none
    assert [each.kind for each in NotificationTemplate.objects.all()] == ["consent_lost"]


def test_a_text_that_is_saved_twice_or_by_two_at_once_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    user = network.account("head", roles.CENTRE_HEAD)
    said = {"subject": "{number}", "text": "新说法：{link}", "short": "{link}"}
    assert [views.keep("accepted", said, user) for _press in range(2)] == [1, 1]
    numbers = iter([1, 2])  # the first is that of a colleague who was a moment sooner
    monkeypatch.setattr(views, "next_version", lambda _kind: next(numbers))
    assert views.keep("accepted", {**said, "text": "另一种说法：{link}"}, user) == 2
    assert NotificationTemplate.objects.filter(kind="accepted").count() == 2


@pytest.mark.clause("4.3.4.1")
def test_who_left_a_telephone_alone_hears_of_a_message_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk said that the message was with the other side, which nobody had told of it."""
    hold(monkeypatch, NOON)
    told = case(email="")
    happen(told, "message", role=Role.AGENT)
    rows = Notification.objects.filter(case=told, kind="message", to=To.ENTERPRISE)
    assert [each.channel for each in rows] == ["sms"]


def test_one_is_told_once_of_one_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, NOON)
    told = case()
    before = Notification.objects.count()
    assert notifying.tell(told, "silent", To.OFFICE, key="one")
    assert not notifying.tell(told, "silent", To.OFFICE, key="one")
    assert Notification.objects.count() == before + 1


def test_the_groups_robot_is_told_and_asked_again_when_it_refuses(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    hands = hold(monkeypatch, NOON)
    told = case()
    with HTTPServer(("127.0.0.1", 0), Robot) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.WECOM_WEBHOOK_URL = f"http://127.0.0.1:{server.server_port}/"
        notifying.tell(told, "urged", To.OFFICE)
        of_group = Notification.objects.filter(channel=Channel.WECOM)
        notifying.send_waiting()
        assert [(each.state, each.fault) for each in of_group] == [(Delivery.WAITING, "refused")]
        hands.shift(minutes=6)
        notifying.send_waiting()
        server.shutdown()
    assert [each.state for each in of_group.all()] == [Delivery.SENT]
    said = Robot.heard[-1]["text"]["content"]
    assert told.number in said
    assert all(secret not in said for secret in SECRETS)


def test_a_link_of_its_own_is_forgotten_once_it_went_out(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, NOON)
    told = case()
    notifying.tell(told, "invited", To.ENTERPRISE, link="/evaluate/secret-token/")
    assert not Notification.objects.filter(link_sealed__contains="secret-token").exists()
    notifying.send_waiting()
    assert any("/evaluate/secret-token/" in each.body for each in mail.outbox)
    assert not Notification.objects.exclude(link_sealed="").exists()
