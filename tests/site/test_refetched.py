"""What a press is answered with is a page that back, forward and reload find again (docs/security.md)."""

from typing import Any

import pytest

from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from onestop.requests.workflow.choices import Status
from onestop.site import roles
from onestop.site.refetched import COOKIE, MARK
from onestop.tests.factories import network
from onestop.tests.factories import requests as cases
from onestop.tests.factories.requests_filing import complained

pytestmark = pytest.mark.django_db
BROWSER: dict[str, Any] = {"headers": {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}}
COMPLAIN, TRACK = reverse("requests_complaint_new"), reverse("requests_track")


def pressed(client: Client, address: str, sent: dict[str, Any]) -> str:
    """Press as a browser does; return the address that it is led to."""
    answer = client.post(address, sent, **BROWSER)
    assert answer.status_code == 302, answer.content.decode()[-400:]
    return str(answer["Location"])


@pytest.mark.clause("5.6")
def test_a_refused_complaint_is_found_again_with_everything_that_was_typed(client: Client) -> None:
    network.centre()
    there = pressed(client, COMPLAIN, complained(description="", remedy="explanation"))
    assert there.startswith(f"{COMPLAIN}?{MARK}=")
    for _time in range(2):
        page = client.get(there)
        assert page.status_code == 422
        assert 'value="王示例"' in page.content.decode()
        assert "no-store" in page["Cache-Control"]
    assert "王示例" not in client.get(COMPLAIN).content.decode()  # whoever comes anew begins anew
    second = pressed(client, there, complained(description="", contact_name="赵示例"))
    assert second.count(MARK) == 1
    assert "赵示例" in client.get(second).content.decode()
    assert "王示例" in client.get(there).content.decode()


def test_a_program_gets_the_answer_itself(client: Client) -> None:
    assert client.post(COMPLAIN, {"subject": ""}).status_code == 422
    assert client.post(COMPLAIN, {"subject": ""}, headers={"Accept": "application/json"}).status_code == 422


@pytest.mark.clause("6.3")
def test_what_was_typed_can_be_read_by_the_browser_alone_that_typed_it(client: Client) -> None:
    network.centre()
    there = pressed(client, COMPLAIN, complained(description=""))
    kept = client.cookies[COOKIE]
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Lax", 900)
    held = [str(each) for each in caches["answers"]._cache.values()]  # type: ignore[attr-defined]
    assert held
    assert not [each for each in held if "示例" in each or "1990" in each]
    assert "王示例" not in Client().get(there).content.decode()
    stranger = Client()
    pressed(stranger, COMPLAIN, complained(description="", contact_name="赵示例"))
    assert "王示例" not in stranger.get(there).content.decode()


def test_what_was_typed_is_let_go_once_it_was_right(client: Client) -> None:
    network.centre()
    there = pressed(client, COMPLAIN, complained(description=""))
    pressed(client, COMPLAIN, complained())
    assert not client.cookies[COOKIE].value
    assert "王示例" not in client.get(there).content.decode()


@pytest.mark.clause("4.3.2.1")
def test_tracking_can_be_gone_back_to_at_each_of_its_answers(client: Client) -> None:
    case = cases.case(Status.SUBMITTED)
    wrong = pressed(client, TRACK, {"number": case.number, "tail": "9999"})
    assert f'value="{case.number}"' in client.get(wrong).content.decode()
    assert pressed(client, TRACK, {"number": case.number, "tail": "0001"}) == TRACK
    sent = pressed(client, reverse("requests_track_send"), {})
    assert sent.startswith(f"{TRACK}?{MARK}=")
    assert 'name="code"' in client.get(sent).content.decode()
    missed = pressed(client, reverse("requests_track_code"), {"code": "000"})
    assert missed.startswith(f"{TRACK}?{MARK}=")
    assert client.get(missed).status_code == 422


@pytest.mark.clause("6.3")
def test_what_may_not_be_seen_any_more_is_not_shown_by_its_mark(client: Client) -> None:
    case = cases.case(Status.SUBMITTED)
    address = reverse("requests_desk_action", args=[case.number, "noted"])
    client.force_login(network.account("window", roles.WINDOW, case.office))
    there = pressed(client, address, {"text": "", "press": "one"})
    assert client.get(there).status_code == 422
    client.logout()
    assert client.get(there).status_code == 302
    client.force_login(network.account("other", roles.WINDOW, network.station()))
    assert client.get(there).status_code == 404


def test_a_page_that_staff_is_shown_once_is_not_kept(client: Client) -> None:
    case = cases.case(Status.SUBMITTED)
    client.force_login(network.account("window", roles.WINDOW, case.office))
    answer = client.post(reverse("requests_desk_contact", args=[case.number]), {"reason": "联系"}, **BROWSER)
    assert answer.status_code == 200
    assert COOKIE not in client.cookies


@pytest.mark.clause("4.3.2.1")
def test_a_step_for_several_can_be_gone_back_to_though_its_address_takes_presses_alone(
    client: Client,
) -> None:
    case = cases.case(Status.SUBMITTED)
    client.force_login(network.account("head", roles.STATION_HEAD, case.office))
    together = reverse("requests_together")
    chosen = {"step": "hand_over", "chosen": case.pk}
    asked = pressed(client, together, chosen)
    assert str(case.number) in client.get(asked).content.decode()
    refused = pressed(client, asked, chosen | {"confirmed": "1"})
    assert client.get(refused).status_code == 422
    sent = chosen | {"confirmed": "1", "office": network.centre().pk, "reason": "就近办理"}
    assert pressed(client, refused, sent) == reverse("requests_cases_modeladmin_index")
    client.logout()
    assert client.get(refused).status_code == 302
