"""The form for everybody: four screens without an account and without a script (clauses 3.1, 4.3.2.1)."""

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from onestop.requests.filing import details, sending_limits, services
from onestop.requests.matching.wanting import wish_of
from onestop.requests.models import Attachment, ServiceRequest
from onestop.requests.workflow import clock, numbering
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Channel, Status
from onestop.site.page_cache import bump
from onestop.tests.factories import columns, network, requests_filing
from onestop.tests.factories import requests as cases
from onestop.tests.factories.services import service

pytestmark = pytest.mark.django_db
NEW, NEED, CONTACT, CHECK = (
    reverse(name)
    for name in ("requests_new", "requests_new_need", "requests_new_contact", "requests_new_check")
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
WORDS = "包装车间有压力表 12 块，去年 12 月检的，快到期了。"


def contact(**fields: Any) -> dict[str, Any]:
    """Return the third screen, filled in."""
    return {
        "enterprise_name": "示例果业有限公司",
        "region": str(network.region().pk),
        "contact_name": "李示例",
        "phone": "199 0000 0001",
        "consent": "on",
        **fields,
    }


def filled(client: Client, **need: Any) -> None:
    """Fill in everything but the last press."""
    client.post(NEED, {"item": "", "description": WORDS, **need})
    answer = client.post(CONTACT, contact())
    assert answer.headers["Location"] == CHECK


@pytest.mark.clause("4.2.5.2")
def test_for_testing_and_calibration_what_certificates_name_can_be_said_and_need_not(client: Client) -> None:
    network.centre()
    testing = service(kind="testing", slug="t", title="检验检测", clause="4.2.5.1")
    metrology = service(kind="metrology", slug="m", title="计量校准", clause="4.2.4.1")
    other = service(kind="guidance", slug="g", title="质量辅导", clause="4.2.1.1")
    named = {
        testing: {"product", "parameter", "standard"},
        metrology: {"product", "range", "standard"},
        other: set(),
    }
    for item, wanted in named.items():
        page = BeautifulSoup(client.get(f"{NEED}?item={item.pk}").content, "html.parser")
        found = {str(each["name"]) for each in page.select("input[name]")}
        assert found & set(details.LENGTHS) == wanted
        assert not page.select("input[name=product][required]")
    said = {"product": "葡萄干", "parameter": "水分", "standard": "gb/t 5009.3-2025"}
    client.post(NEED, {"item": testing.pk, "description": WORDS, "do": "next", **said})
    draft = ServiceRequest.objects.get()
    assert {key: draft.details[key] for key in said} == said | {"standard": "GB/T 5009.3—2025"}
    wish = wish_of(draft)
    assert (wish.wanted.words, bool(wish.wanted.standard)) == ("葡萄干 水分", True)
    client.post(CONTACT, contact())
    shown = client.get(CHECK).content.decode()
    assert "葡萄干" in shown
    assert "GB/T 5009.3—2025" in shown
    client.post(NEED, {"item": testing.pk, "description": WORDS, "do": "next", "standard": ""})
    draft.refresh_from_db()
    assert not set(draft.details) & set(details.LENGTHS)


@pytest.mark.clause("4.3.2.1")
def test_three_screens_and_a_press_make_a_request_with_a_receipt(client: Client) -> None:
    network.centre()
    item = service()
    first = client.get(f"{NEW}?item={item.pk}")
    assert first.headers["Location"] == f"{NEED}?item={item.pk}"
    assert item.title in client.get(first.headers["Location"]).content.decode()
    answer = client.post(NEED, {"item": item.pk, "description": WORDS, "handover": "fetch", "do": "next"})
    assert answer.headers["Location"] == CONTACT
    assert client.post(CONTACT, contact()).headers["Location"] == CHECK
    page = client.get(CHECK).content.decode()
    assert WORDS in page
    answer = client.post(CHECK, {"submission": str(ServiceRequest.objects.get().submission)})
    case = ServiceRequest.objects.get()
    assert answer.headers["Location"] == reverse("requests_receipt", args=[case.number])
    assert (case.status, case.channel, case.item) == (Status.SUBMITTED, Channel.COLUMN, item)
    assert case.phone == "19900000001"
    assert details.shown(case)[0][1] == "上门来取，先打电话"
    receipt = client.get(answer.headers["Location"]).content.decode()
    assert case.number in receipt
    assert "<svg" in receipt
    assert case.events.filter(name="submit").count() == 1


@pytest.mark.clause("4.3.2.1")
@pytest.mark.parametrize("name", ["enterprise_name", "contact_name", "phone", "consent"])
def test_a_missing_answer_is_said_on_top_and_beside_its_field_and_the_rest_is_kept(
    client: Client, name: str
) -> None:
    client.post(NEED, {"item": "", "description": WORDS})
    page = requests_filing.returned(client, CONTACT, contact(**{name: ""}))
    assert f'href="#id_{name}"' in page
    assert f'id="id_{name}_error"' in page
    kept = {"enterprise_name": "示例果业有限公司", "contact_name": "李示例", "phone": "199 0000 0001"}
    assert all(f'value="{value}"' in page for key, value in kept.items() if key != name)


def test_contact_data_is_not_kept_before_the_notice_is_agreed_to(client: Client) -> None:
    client.post(NEED, {"item": "", "description": WORDS})
    client.post(CONTACT, contact(consent=""))
    draft = ServiceRequest.objects.get()
    assert (draft.phone, draft.contact_name, draft.enterprise_name) == ("", "", "")
    assert draft.description == WORDS


@pytest.mark.clause("4.3.2.1")
def test_words_and_files_are_kept_though_the_day_is_over(client: Client) -> None:
    yesterday = clock.today() - dt.timedelta(1)
    sent = {"item": "", "description": WORDS, "wanted_by": yesterday.isoformat()}
    page = requests_filing.returned(client, NEED, {**sent, "files": SimpleUploadedFile("清单.png", PNG)})
    assert f"{yesterday.isoformat()} 已经过去了" in page
    assert WORDS in page
    assert "清单.png" in page
    assert Attachment.objects.get().name == "清单.png"


@pytest.mark.clause("4.3.2.1")
def test_a_program_that_calls_itself_a_certificate_is_refused_and_the_words_stay(client: Client) -> None:
    program = SimpleUploadedFile("证书.pdf", b"MZ" + bytes(99))
    page = requests_filing.returned(client, NEED, {"item": "", "description": WORDS, "files": program})
    assert "内容和它的后缀对不上" in page
    assert not Attachment.objects.exists()
    assert ServiceRequest.objects.get().description == WORDS


def test_a_file_can_be_added_and_taken_out_before_going_on(client: Client) -> None:
    sent = {"item": "", "description": WORDS, "do": "file"}
    client.post(NEED, {**sent, "files": SimpleUploadedFile("清单.png", PNG)})
    key = Attachment.objects.get().pk
    other = Attachment.objects.create(
        case=cases.case(), name="x.png", mime="image/png", size=1, digest="x", file="x"
    )
    client.post(NEED, {**sent, "do": f"remove-{other.pk}"})
    client.post(NEED, {**sent, "do": f"remove-{key}"})
    assert list(Attachment.objects.all()) == [other]


@pytest.mark.clause("4.3.2.1")
def test_the_last_press_again_and_back_lead_to_the_same_receipt(client: Client) -> None:
    network.centre()
    filled(client)
    sent = {"submission": str(ServiceRequest.objects.get().submission)}
    first = client.post(CHECK, sent)
    again = client.post(CHECK, sent)
    back = client.get(CHECK)
    assert first.headers["Location"] == again.headers["Location"] == back.headers["Location"]
    assert ServiceRequest.objects.count() == 1


@pytest.mark.clause("4.3.2.1")
def test_a_press_whose_answer_was_lost_leads_to_the_receipt(client: Client) -> None:
    network.centre()
    filled(client)
    draft = ServiceRequest.objects.get()
    case = services.submit(
        draft.pk, Actor.of(None), {}
    )  # the server had done it, the session never heard of it
    answer = client.post(CHECK, {"submission": str(draft.submission)})
    assert answer.headers["Location"] == reverse("requests_receipt", args=[case.number])
    assert client.get(answer.headers["Location"]).status_code == 200


def test_signs_that_no_database_takes_and_identity_numbers_are_not_kept(client: Client) -> None:
    client.post(NEED, {"item": "", "description": "压力表\0 12 块"})
    assert "\0" not in ServiceRequest.objects.get().description
    client.post(NEED, {"item": "", "description": "我的号码 650502199001010011"})
    assert "6505021990" not in ServiceRequest.objects.get().description


def test_a_press_from_an_old_tab_does_not_send_the_next_draft(client: Client) -> None:
    network.centre()
    filled(client)
    old = {"submission": str(ServiceRequest.objects.get().submission)}
    client.post(CHECK, old)
    filled(client)
    client.post(CHECK, old)
    assert sorted(ServiceRequest.objects.values_list("status", flat=True)) == [Status.DRAFT, Status.SUBMITTED]


def test_a_draft_is_found_again_and_can_be_thrown_away(client: Client) -> None:
    client.post(NEED, {"item": "", "description": WORDS, "do": "save"})
    assert "接着写" in client.get(NEW).content.decode()
    assert WORDS in client.get(NEED).content.decode()
    client.post(reverse("requests_new_discard"))
    assert not ServiceRequest.objects.exists()
    assert WORDS not in client.get(NEED).content.decode()


def test_a_draft_of_an_account_is_found_from_another_browser(client: Client) -> None:
    user = cases.member("li", cases.enterprise())
    client.force_login(user)
    client.post(NEED, {"item": "", "description": WORDS})
    other = Client()
    other.force_login(user)
    assert WORDS in other.get(NEED).content.decode()
    assert WORDS not in Client().get(NEED).content.decode()


def test_somebody_of_an_enterprise_is_not_asked_what_is_known(client: Client) -> None:
    network.centre()
    enterprise = cases.enterprise(credit_code=network.GOOD_CODE)
    user = cases.member("li", enterprise)
    client.force_login(user)
    client.post(NEED, {"item": "", "description": WORDS})
    assert f'value="{network.GOOD_CODE}"' in client.get(CONTACT).content.decode()
    client.post(CONTACT, contact(credit_code=network.GOOD_CODE))
    client.post(CHECK)
    case = ServiceRequest.objects.get()
    assert case.enterprise == enterprise
    assert ServiceRequest.objects.for_user(user).get() == case


def test_no_screen_is_skipped(client: Client) -> None:
    assert client.get(CONTACT).headers["Location"] == NEW
    assert client.get(CHECK).headers["Location"] == NEW
    client.post(NEED, {"item": "", "description": WORDS})
    assert client.get(CHECK).headers["Location"] == CONTACT


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("phone", "12345", "电话"),
        ("credit_code", "91650502000000001B", "最后一位"),
        ("email", "nobody", "邮"),
        ("contact_name", "李 650502199001010011", "身份证"),
        ("region", "999999", ""),
        ("office", "999999", ""),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field(client: Client, name: str, value: str, said: str) -> None:
    client.post(NEED, {"item": "", "description": WORDS})
    page = requests_filing.returned(client, CONTACT, contact(**{name: value}))
    assert f'id="id_{name}_error"' in page
    assert said in page


@pytest.mark.parametrize(
    "address",
    ["?item=abc", f"?item={'9' * 5000}", "?item=-1", "?item=１", "?office=nowhere", "?q=%00", "?item="],
)
def test_a_strange_address_is_answered_all_the_same(client: Client, address: str) -> None:
    assert client.get(f"{NEW}{address}", follow=True).status_code == 200


@pytest.mark.clause("3.1")
def test_several_items_are_filed_once_with_one_number_and_split_inside(client: Client) -> None:
    centre = network.centre()
    station = network.station(centre)
    one = service(centre)
    two = service(station, slug="second", title="产品检验", clause="4.2.5.1", kind="testing")
    filled(client, item=one.pk)
    client.post(reverse("requests_new_also"), {"item": two.pk})
    client.post(reverse("requests_new_also"), {"item": one.pk})
    page = client.get(CHECK).content.decode()
    assert "产品检验" in page
    client.post(CHECK)
    case = ServiceRequest.objects.get(parent__isnull=True)
    part = case.children.get()
    assert (part.item, part.office) == (two, station)
    assert (part.status, part.enterprise) == (Status.SUBMITTED, case.enterprise)
    receipt = client.get(reverse("requests_receipt", args=[case.number])).content.decode()
    assert part.number not in receipt
    assert "产品检验" in receipt


@pytest.mark.clause("3.1")
def test_from_home_every_item_is_two_presses_away(client: Client) -> None:
    items = [service(slug=f"s{n}", title=f"事项{n}") for n in range(3)]
    page = client.get(NEW).content.decode()
    assert all(f"{NEED}?item={item.pk}" in page for item in items)


@pytest.mark.clause("4.3.2.3")
def test_the_code_of_a_window_chooses_it(client: Client) -> None:
    centre = network.centre()
    station = network.station(centre)
    filled(client, office=station.slug)
    client.post(CONTACT, contact(office=str(station.pk)))
    assert station.name in client.get(CHECK).content.decode()
    client.post(CHECK)
    assert ServiceRequest.objects.get().office == station


@pytest.mark.clause("4.3.2.1")
def test_published_questions_are_shown_while_one_writes_and_other_peoples_requests_never(
    client: Client,
) -> None:
    columns.question("压力表多久检一次？", answer="半年。")
    requests_filing.filed(description="压力表坏了，别家企业的秘密。", contact_name="王秘密")
    answer = client.post(
        NEED, {"item": "", "description": "压力表多久要检一次", "do": "save"}
    ).content.decode()
    assert "压力表多久检一次？" in answer
    page = client.get(CONTACT).content.decode()
    assert "压力表多久检一次？" in page
    assert "秘密" not in answer + page


@pytest.mark.clause("4.3.2.1")
def test_a_request_like_it_is_named_to_its_own_people_only(client: Client) -> None:
    network.centre()
    filled(client)
    client.post(CHECK)
    number = ServiceRequest.objects.get().number
    filled(client)
    assert number in client.get(CHECK).content.decode()
    stranger = Client()
    filled(stranger)
    assert number not in stranger.get(CHECK).content.decode()


def test_a_receipt_is_for_whoever_sent_it(client: Client) -> None:
    case = cases.case()
    address = reverse("requests_receipt", args=[case.number])
    assert client.get(address).headers["Location"] == reverse("requests_track")
    assert client.get(reverse("requests_receipt", args=["HM-1"])).status_code == 404
    unknown = numbering.compose(dt.date(2020, 1, 1), 1)
    assert client.get(reverse("requests_receipt", args=[unknown])).status_code == 302
    client.force_login(network.account("agent", "服务中心坐席", network.centre()))
    assert client.get(address).status_code == 200


def test_one_telephone_stands_on_so_many_requests_a_day(client: Client) -> None:
    network.centre()
    for _ in range(sending_limits.A_DAY):
        requests_filing.filed()
    filled(client)
    assert "今天用这个电话" in requests_filing.returned(client, CHECK, {})
    assert ServiceRequest.objects.filter(status=Status.DRAFT).count() == 1


def test_a_program_that_fills_in_everything_is_not_listened_to(client: Client) -> None:
    answer = client.post(NEED, {"item": "", "description": WORDS, "website": "https://example.org"})
    assert answer.status_code == 400
    assert not ServiceRequest.objects.exists()


def test_pages_of_the_form_are_kept_nowhere_and_light(client: Client) -> None:
    for n in range(45):
        service(slug=f"s{n}", title=f"事项{n}", summary="您的计量器具检定合格，拿到检定证书。" * 2)
    answer = client.get(NEW)
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert len(answer.content) < 100_000
    scripts = r'<script(?! type="module" src=| type="application/ld\+json">)'
    assert not re.search(scripts, answer.content.decode())


def test_the_session_of_an_account_is_not_prolonged_by_a_draft(client: Client) -> None:
    client.post(NEED, {"item": "", "description": WORDS})
    assert client.session.get_expiry_age() > 3600
    client.force_login(cases.member("li", cases.enterprise()))
    client.get(NEED)
    assert client.session.get_expiry_age() <= 1800


@pytest.mark.django_db(transaction=True)  # inside a transaction nothing is remembered
def test_the_queries_of_a_screen_are_few(client: Client, django_assert_max_num_queries: Any) -> None:
    network.centre()
    bump()
    filled(client)
    for address in (NEED, NEED, CHECK):  # the first makes the settings, a change; then all is remembered
        client.get(address)
    with django_assert_max_num_queries(12):
        client.get(NEED)
    with django_assert_max_num_queries(12):
        client.get(CHECK)
