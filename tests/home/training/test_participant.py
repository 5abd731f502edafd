"""What a participant does: form, own page, door, proof, feedback. And what nobody else learns."""

import datetime as dt
import logging
import re
import uuid
from typing import Any

import pytest

from django.contrib.auth.models import Permission, User
from django.core import mail
from django.test import Client
from django.utils import timezone

from onestop.home.training import attending, mailing, proving, tokens
from onestop.home.training.choices import Place, Result
from onestop.home.training.models import Attendance, Feedback, Proof, Registration, TrainingEventPage
from onestop.tests.factories.training import event, form_data, registered

pytestmark = pytest.mark.django_db
NAME, PHONE, EMAIL = "欧阳示例", "13912345678", "ouyang@example.com"


@pytest.fixture
def doorkeeper(client: Client) -> Client:
    """Return a client of somebody who may record who came."""
    user = User.objects.create_user("door", password="x")
    user.user_permissions.add(Permission.objects.get(codename="check_in_registration"))
    staff = Client()
    staff.force_login(user)
    return staff


def press(client: Client, page: TrainingEventPage, **fields: Any) -> Any:
    return client.post(f"{page.url}register/", form_data(**fields))


def test_registering_leads_to_a_page_with_number_code_and_calendar(client: Client) -> None:
    page = event(join_url="https://meeting.example.com/42")
    response = press(client, page)
    assert response.status_code == 302
    html = client.get(response["Location"]).content.decode()
    row = Registration.objects.get()
    assert row.shown_number in html
    assert "<svg" in html
    assert "报名成功" in html
    assert "meeting.example.com/42" in html
    calendar = client.get(f"{response['Location']}event.ics").content.decode()
    assert "meeting.example.com/42" in calendar


def test_the_same_press_twice_makes_one_registration(client: Client) -> None:
    page, same = event(), str(uuid.uuid4())
    first, second = press(client, page, submission=same), press(client, page, submission=same)
    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "请填写您的姓名"),
        ({"enterprise": "  "}, "请填写您来自哪家企业"),
        ({"phone": "", "email": ""}, "请填写电话或者电子邮箱"),
        ({"phone": "12345"}, "电话号码不对"),
        ({"email": "not-an-address"}, "这不是电子邮箱"),
        ({"consent": ""}, "没有您的同意"),
        ({"name": "张三 650102199001011234"}, "不要填写身份证号"),
        ({"name": "长" * 200}, "40"),
        ({"submission": "not-a-uuid"}, ""),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    client: Client, fields: dict[str, str], said: str
) -> None:
    page = event()
    response = press(client, page, **fields)
    assert response.status_code == 422
    html = response.content.decode()
    assert said in html
    assert "示例食品厂" in html or "enterprise" in fields
    assert not Registration.objects.exists()


def test_consent_is_not_ticked_beforehand_and_the_notice_says_how_long(client: Client) -> None:
    html = client.get(f"{event().url}register/").content.decode()
    box = re.search(r'<input[^>]*name="consent"[^>]*>', html)
    assert box is not None
    assert "checked" not in box[0]
    assert "36 个月后删除" in html


def test_the_second_time_one_learns_only_that_it_is_known_and_the_owner_is_told(client: Client) -> None:
    page = event()
    press(client, page, name=NAME, phone=PHONE, email=EMAIL)
    mailing.send_owed.call()
    mail.outbox.clear()
    response = press(client, page, name="别人", phone=PHONE, email="stranger@example.com")
    mailing.send_owed.call()
    html = response.content.decode()
    assert response.status_code == 422
    assert "已经报过名" in html
    assert NAME not in html
    assert Registration.objects.get().number not in html
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]


def test_a_closed_registration_says_so(client: Client) -> None:
    page = event(closes_at=timezone.now() - dt.timedelta(hours=1))
    response = press(client, page)
    assert response.status_code == 409
    assert "报名已截止" in response.content.decode()


def test_who_cancels_by_the_link_is_shown_so_and_may_press_again(client: Client) -> None:
    row = registered(event())
    url = tokens.own_url(row)
    for _press in range(2):
        assert "您已取消报名" in client.post(f"{url}cancel/", follow=True).content.decode()
    assert client.get(f"{url}cancel/").status_code == 405


def test_who_waits_is_told_how_many_are_before(client: Client) -> None:
    page = event(quota=1)
    rows = [registered(page, number) for number in range(3)]
    said = [client.get(tokens.own_url(row)).content.decode() for row in rows]
    assert "您是候补第一位" in said[1]
    assert "您前面还有 1 人" in said[2]


def test_the_list_of_errors_puts_no_colon_behind_a_full_stop(client: Client) -> None:
    row = registered(event(days=-2))
    html = client.post(tokens.feedback_url(row), {}).content.decode()
    assert "内容：用得上吗？请在四项中选一项。" in html
    assert "同意这样使用我的信息。没有您的同意" in press(client, event(), consent="").content.decode()


def test_a_token_opens_what_it_was_signed_for_and_nothing_else(client: Client) -> None:
    row, other = registered(event(), 1), registered(event(), 2)
    door, own = tokens.make(row, tokens.CHECK_IN), tokens.make(row, tokens.OWN)
    forged = own.replace(row.number, other.number)
    for path in (
        f"/training/my/{door}/",
        f"/training/my/{forged}/",
        f"/training/my/{row.number}/",
        f"/training/my/{own}x/",
        f"/training/check-in/{own}/",
        f"/training/feedback/{own}/",
    ):
        response = client.get(path)
        assert response.status_code == 404, path
        assert "这个链接打不开" in response.content.decode()
    assert client.post(f"/training/my/{forged}/cancel/").status_code == 404
    other.refresh_from_db()
    assert other.place == Place.CONFIRMED


def test_pages_of_participants_are_kept_by_nobody(client: Client) -> None:
    response = client.get(tokens.own_url(registered(event())))
    assert {"private", "no-store"} <= set(re.split(r",\s*", response["Cache-Control"]))
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"


def test_personal_data_is_on_no_public_page_in_no_address_and_in_no_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    page = event(quota=1)
    with caplog.at_level(logging.DEBUG):
        response = press(client, page, name=NAME, phone=PHONE, email=EMAIL)
        press(client, page, name=NAME, phone="13900000009", email="")
        client.post(f"{response['Location']}cancel/")
        paths = ["/", "/training/", page.url, "/training/calendar/", "/training/feed/", "/sitemap.xml"]
        bodies = [client.get(path).content.decode() for path in paths]
        door = client.get(tokens.check_in_url(Registration.objects.first())).content.decode()
    # The lines of an SQL debugger are no log of the site.
    logged = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    for secret in (NAME, PHONE, EMAIL):
        assert secret not in response["Location"]
        assert not any(secret in body for body in [*bodies, door])
        assert secret not in logged


def test_presses_are_limited(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from onestop.home.training.views import event as views  # noqa: PLC0415
    from onestop.site.throttling import ClientThrottle  # noqa: PLC0415

    monkeypatch.setattr(views, "presses", ClientThrottle(f"test-{uuid.uuid4()}", "2/h"))
    page = event()
    codes = [press(client, page, phone=f"1380000001{number}").status_code for number in range(4)]
    assert codes == [302, 302, 429, 429]


def test_staff_record_presence_with_one_press_and_again_without_harm(doorkeeper: Client) -> None:
    row = registered(event(days=0.03))
    url = tokens.check_in_url(row)
    html = doorkeeper.get(url).content.decode()
    assert row.name in html
    assert html.count('<button class="button button--primary') == 1
    for _press in range(2):
        assert "已签到" in doorkeeper.post(url, follow=True).content.decode()
    assert Attendance.objects.count() == 1


def test_who_is_not_staff_sees_no_person_behind_a_code(client: Client) -> None:
    row = registered(event(days=0.03), name="隐私示例")
    response = client.get(tokens.check_in_url(row))
    assert "隐私示例" not in response.content.decode()
    client.post(tokens.check_in_url(row))
    assert not Attendance.objects.exists()


def test_a_code_of_an_event_that_is_not_now_is_refused(doorkeeper: Client) -> None:
    row = registered(event(days=5))
    html = doorkeeper.post(tokens.check_in_url(row)).content.decode()
    assert "不是现在这场的" in html
    assert not Attendance.objects.exists()


def test_the_waiting_list_is_not_let_in(doorkeeper: Client) -> None:
    page = event(days=0.03, quota=1)
    registered(page, 1)
    html = doorkeeper.post(tokens.check_in_url(registered(page, 2))).content.decode()
    assert "还在候补" in html
    assert not Attendance.objects.exists()


@pytest.mark.clause("4.2.1.4")
def test_attendance_below_the_rule_gives_no_proof(client: Client) -> None:
    page = event(days=-10, sessions=3, gives_proof=True, attendance_rule=60)
    row = registered(page)
    attending.mark(row, page.session_list[0], None)
    assert (attending.hours_of(row), attending.share_of(row)) == (3, 33)
    assert proving.issue(row, None) is None
    assert "到场学时没有达到要求" in client.get(tokens.own_url(row)).content.decode()
    client.post(f"{tokens.own_url(row)}proof/")
    assert not Proof.objects.exists()
    attending.mark(row, page.session_list[1], None)
    proof = proving.issue(Registration.objects.get(pk=row.pk), None)
    assert proof is not None
    assert proof.hours == 6


@pytest.mark.clause("4.2.1.4")
def test_an_assessed_event_gives_proofs_to_those_who_passed() -> None:
    page = event(days=-10, gives_proof=True, assessed=True)
    row = registered(page)
    attending.mark(row, page.session_list[0], None)
    assert proving.issue(row, None) is None
    row.result = Result.PASSED
    row.save()
    proof = proving.issue(Registration.objects.get(pk=row.pk), None)
    assert proof is not None
    assert proof.passed


@pytest.fixture
def proof() -> Proof:
    page = event("证明培训", days=-10, gives_proof=True)
    row = registered(page, name="张三丰")
    attending.mark(row, page.session_list[0], None)
    made = proving.issue(row, None)
    assert made is not None
    return made


@pytest.mark.clause("4.2.1.4")
def test_everybody_checks_a_proof_by_its_code_without_the_full_name(client: Client, proof: Proof) -> None:
    for spelled in (proof.shown_code, proof.code.lower(), f"{proof.code[:5]} {proof.code[5:]}"):
        html = client.get("/training/verify/", {"code": spelled}, follow=True).content.decode()
        assert "张**" in html
        assert "张三丰" not in html
        assert "示例企业" not in html
        assert "证明培训" in html
        assert "真实有效" in html


def test_a_revoked_proof_says_so_and_why(client: Client, proof: Proof) -> None:
    proving.revoke(proof, "签到记录有误")
    proving.revoke(proof, "第二次不算")
    html = client.get(proof.get_absolute_url()).content.decode()
    assert "已撤销" in html
    assert "签到记录有误" in html
    assert "真实有效" not in html
    assert proving.issue(proof.registration, None) == proof


@pytest.mark.parametrize("code", ["AAAA-AAAA-AAAA", "x", "10OI-10OI-10OI", "<script>", "%00", "9" * 300])
def test_a_code_that_nobody_issued_is_a_clear_no(client: Client, code: str) -> None:
    response = client.get(f"/training/verify/{code}/")
    assert response.status_code == 404
    assert "没有查到" in response.content.decode() or "<script>" in code
    assert client.get("/training/verify/", {"code": code}, follow=True).status_code in {200, 404}


def test_the_certificate_has_name_hours_code_and_qr(client: Client, proof: Proof) -> None:
    html = client.get(f"{tokens.own_url(proof.registration)}certificate/").content.decode()
    for words in ("张三丰", "证明培训", "3 学时", proof.shown_code, "<svg", "示例中心"):
        assert words in html


def test_feedback_is_taken_once_after_the_event(client: Client) -> None:
    row = registered(event(days=-2))
    url = tokens.feedback_url(row)
    wrong = client.post(url, {"content": "4", "words": "写了很多"})
    assert wrong.status_code == 422
    assert "写了很多" in wrong.content.decode()
    answer = {"content": "4", "teaching": "3", "organisation": "1", "words": "多讲案例"}
    for _press in range(2):
        assert "您的反馈收到了" in client.post(url, answer).content.decode()
    assert Feedback.objects.get().organisation == 1


@pytest.mark.parametrize(("days", "said"), [(3, "活动还没有结束"), (-90, "现在已经截止")])
def test_feedback_before_the_end_or_long_after_is_refused(client: Client, days: int, said: str) -> None:
    row = registered(event(days=days))
    html = client.post(tokens.feedback_url(row), {"content": "4"}).content.decode()
    assert said in html
    assert not Feedback.objects.exists()


def test_participants_of_an_event_that_is_called_off_are_told_once(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = event()
    with django_capture_on_commit_callbacks(execute=True):
        registered(page, email=EMAIL)
    mail.outbox.clear()
    page.called_off, page.called_off_note = True, "停电，改期"
    for _publish in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
    assert [letter.subject for letter in mail.outbox] == ["活动取消：示例培训"]
    assert "停电，改期" in mail.outbox[0].body


def test_a_participant_of_a_meeting_is_sent_to_no_entrance(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = registered(event(place="", join_url="https://meeting.example.com/7"), email=EMAIL)
    html = client.get(tokens.own_url(row)).content.decode()
    assert "会议地址在这里" in html
    assert "https://meeting.example.com/7" in html
    for text in (html, mail.outbox[0].body):
        assert "签到码" not in text
        assert "入口" not in text
