"""Windows, telephones and outlets write down what is said (clause 4.3.2.3); what filing shows elsewhere."""

import uuid
from typing import Any

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse

from wagtail.models import Site

from onestop.requests.filing import demo, hooks
from onestop.requests.filing.pages import ConsultationPage
from onestop.requests.models import ServiceRequest
from onestop.requests.workflow import numbering
from onestop.requests.workflow.choices import Channel, Status
from onestop.site import roles
from onestop.tests.factories import columns, network, site_pages
from onestop.tests.factories.services import service
from onestop.tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
DESK = "requests_write_down"


def spoken(**fields: Any) -> dict[str, Any]:
    """Return the form of staff, filled in."""
    return {
        "submission": str(uuid.uuid4()),
        "channel": "window",
        "item": "",
        "description": "有一批秤要检定。",
        "enterprise_name": "示例果业有限公司",
        "contact_name": "李示例",
        "phone": "0902-0000001",
        "consent": "on",
        **fields,
    }


@pytest.mark.clause("4.3.2.3")
@pytest.mark.clause("4.1.1.1")
def test_each_layer_files_at_its_own_window_with_one_form_of_number(client: Client) -> None:
    places = network.whole_network()
    people = (roles.CENTRE_AGENT, roles.WINDOW, roles.OUTLET)
    for place, role, channel in zip(places, people, ("phone", "window", "outlet"), strict=True):
        user = network.account(f"at-{place.pk}", role, place)
        client.force_login(user)
        assert client.get(reverse(DESK)).status_code == 200
        answer = client.post(reverse(DESK), spoken(channel=channel))
        case = ServiceRequest.objects.get(filed_by=user)
        assert answer.headers["Location"] == reverse("requests_receipt", args=[case.number])
        assert (case.office, case.filed_at, case.channel) == (place, place, channel)
        assert numbering.read(case.number or "") == case.number
        assert client.get(answer.headers["Location"]).status_code == 200
    assert ServiceRequest.objects.filter(status=Status.SUBMITTED).count() == 3


def test_another_office_can_receive_what_is_filed_here(client: Client) -> None:
    centre, station, _outlet = network.whole_network()
    client.force_login(network.account("window", roles.WINDOW, station))
    client.post(reverse(DESK), spoken(office=str(centre.pk)))
    case = ServiceRequest.objects.get()
    assert (case.office, case.filed_at) == (centre, station)


def test_pressed_twice_it_is_filed_once_with_its_file(client: Client) -> None:
    client.force_login(network.account("window", roles.WINDOW, network.centre()))
    for _ in range(2):
        sent = spoken(submission=str(uuid.UUID(int=7)), files=SimpleUploadedFile("单子.png", PNG))
        client.post(reverse(DESK), sent)
    case = ServiceRequest.objects.get()
    assert case.attachments.get().name == "单子.png"


@pytest.mark.parametrize(
    "name", ["channel", "description", "enterprise_name", "contact_name", "phone", "consent"]
)
def test_what_is_missing_is_said_beside_its_field(client: Client, name: str) -> None:
    client.force_login(network.account("window", roles.WINDOW, network.centre()))
    answer = client.post(reverse(DESK), spoken(**{name: ""}))
    assert answer.status_code == 422
    assert f"id_{name}" in answer.content.decode()
    assert not ServiceRequest.objects.exists()


@pytest.mark.parametrize("role", [roles.EDITORS, roles.PROVIDER, roles.SUPERVISOR, roles.AUDITOR, ""])
def test_others_may_not_file_for_enterprises(client: Client, role: str) -> None:
    client.force_login(network.account("other", role, network.centre()))
    assert client.post(reverse(DESK), spoken()).status_code in {302, 403}
    assert not ServiceRequest.objects.exists()


@pytest.mark.clause("4.3.2.1")
def test_the_column_stands_in_the_main_menu_with_public_questions(client: Client) -> None:
    site_pages.home_page()
    columns.question("压力表多久检一次？")
    said: list[str] = []
    demo.load(said.append)
    demo.load(said.append)
    assert len(said) == ConsultationPage.objects.count() == 1
    page = client.get("/requests/").content.decode()
    assert reverse("requests_new") in page
    assert reverse("requests_track") in page
    assert "压力表多久检一次？" in page
    assert '<a href="/requests/">咨询专栏</a>' in client.get("/").content.decode()


@pytest.mark.clause("3.1")
def test_every_page_leads_to_the_form_with_what_it_knows(client: Client) -> None:
    item, place = service(), network.station()
    provider = network.provider()
    standard = StandardFactory.create(number="GB/T 19012-2019")
    request = RequestFactory().get("/")
    urls = {each: hooks.ask(request, each).url for each in (item, place, provider, standard)}
    assert urls[item].endswith(f"?item={item.pk}")
    assert urls[place].endswith(f"?office={place.slug}")
    assert urls[provider].endswith("/requests/new/")
    assert "standard=GB" in urls[standard]
    assert hooks.door(request).url == reverse("requests_new")
    page = client.get(item.get_url() or "").content.decode()
    assert urls[item] in page
    for url in urls.values():
        assert client.get(url, follow=True).status_code == 200
    assert Site.objects.exists()


@pytest.mark.clause("4.3.2.3")
def test_each_layer_has_a_code_to_put_up_and_an_institution_has_none(client: Client) -> None:
    network.network_page()
    for place in network.whole_network():
        page = client.get(place.get_absolute_url()).content.decode()
        assert 'id="office-code"' in page
        assert "<svg" in page
    closed = network.station(status="suspended", status_reason="示例")
    for place in (closed, network.provider()):
        assert 'id="office-code"' not in client.get(place.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("named", "said"), [("", "not scanned"), ("clamd://127.0.0.1:3310", "scanned")])
def test_health_says_whether_files_are_scanned(settings: Any, named: str, said: str) -> None:
    settings.ATTACHMENT_SCANNER = named
    assert hooks.scanner() == ("attachments", said)


def test_channels_of_the_desk_are_among_those_of_the_standard() -> None:
    assert {"window", "phone", "visit", "outlet"} <= set(Channel.values)


@pytest.mark.clause("4.3.2.3")
@pytest.mark.parametrize(
    ("channel", "said"),
    [("window", "到该窗口"), ("phone", "您打来电话"), ("visit", "走访您时"), ("outlet", "网点代您")],
)
def test_nobody_is_told_to_have_chosen_what_staff_chose(client: Client, channel: str, said: str) -> None:
    centre, station, _outlet = network.whole_network()
    client.force_login(network.account("window", roles.WINDOW, station))
    client.post(reverse(DESK), spoken(channel=channel))
    assert said in ServiceRequest.objects.get().office_reason
    client.post(reverse(DESK), spoken(channel=channel, office=str(centre.pk)))
    passed = ServiceRequest.objects.get(office=centre)
    assert station.name in passed.office_reason
    assert "您选" not in passed.office_reason
