"""What people see and send at the steps of matching; no script is needed for any of it."""

from typing import Any

import pytest

from django import forms

from onestop.requests.matching import services
from onestop.requests.matching.choosing import ExpertForm, ProposeForm, found_nobody
from onestop.requests.matching.forms import ConsentForm, LookForm
from onestop.requests.workflow import actions
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Role, Status
from onestop.site import roles
from onestop.tests.factories import network
from onestop.tests.factories import requests_matching as make
from onestop.tests.factories.experts import make_expert
from onestop.tests.factories.requests import acting

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def form(kind: Any, case: Any, data: dict[str, Any] | None = None, role: Role = Role.AGENT) -> Any:
    """Return a form of an action."""
    return kind(data, case=case, actor=acting(role))


def test_what_is_wanted_begins_with_what_the_case_says_and_is_read_like_a_number() -> None:
    case = make.matching_case(status=Status.ACCEPTED)
    assert form(LookForm, case).fields["standard"].initial == make.STANDARD
    good = form(LookForm, case, {"standard": "gbt 5009.3-2025"})
    assert good.is_valid()
    assert good.cleaned_data["standard"] == make.STANDARD
    bad = form(LookForm, case, {"standard": "一些字"})
    assert set(bad.errors) == {"standard"}


@pytest.mark.clause("4.2.5.2")
def test_each_candidate_stands_with_points_reasons_and_certificate() -> None:
    make.laboratory("甲检测")
    make.laboratory("旧年版", standard="GB/T 5009.3—2016")
    html = form(ProposeForm, make.matching_case()).as_p()
    assert "甲检测" in html
    assert "000000000001" in html
    assert "分" in html or "points" in html
    assert html.index("甲检测") < html.index("旧年版")


def test_a_hint_asks_how_it_was_made_sure() -> None:
    lab = make.laboratory("旧年版", standard="GB/T 5009.3—2016")
    case = make.matching_case()
    assert set(form(ProposeForm, case, {"provider": lab.pk}).errors) == {"how_confirmed"}
    assert form(ProposeForm, case, {"provider": lab.pk, "how_confirmed": "电话核实"}).is_valid()


def test_only_what_the_candidates_call_for_is_asked() -> None:
    lab = make.laboratory("甲检测")
    case = make.matching_case()
    assert list(form(ProposeForm, case).fields) == ["provider", "reason"]
    make.laboratory("旧年版", standard="GB/T 5009.3—2016")
    assert list(form(ProposeForm, case).fields) == ["provider", "reason", "how_confirmed"]
    services.give_back(make.offered_to(lab, case).pk, make.person_of(lab), {"reason": "设备检修"})
    assert list(form(ProposeForm, case).fields) == ["provider", "reason", "how_confirmed", "again"]


def test_where_nobody_can_be_chosen_nothing_is_asked_about_the_choice() -> None:
    nobody = form(ProposeForm, make.matching_case())
    assert list(nobody.fields) == ["provider"]
    assert "没有查到" in nobody.as_p()
    assert set(form(ProposeForm, make.matching_case(), {}).errors) == {"provider"}


@pytest.mark.clause("4.3.3.2")
def test_that_nobody_else_fits_is_said_and_another_way_comes_first() -> None:
    lab = make.laboratory("甲检测")
    case = make.matching_case(status=Status.ACCEPTED)
    services.begin_matching(case.pk, make.AGENT, {})
    case.refresh_from_db()
    assert not found_nobody(case)
    assert "其他合适的机构" not in form(ProposeForm, case).as_p()
    case = make.offered_to(lab, case)
    services.give_back(case.pk, make.person_of(lab), {"reason": "忙不过来"})
    case.refresh_from_db()
    assert found_nobody(case)
    assert "其他合适的机构" in form(ProposeForm, case).as_p()
    assert "没有列入" not in form(ProposeForm, case).as_p()


@pytest.mark.clause("4.3.3.2")
def test_who_was_tried_before_is_asked_again_only_by_will() -> None:
    lab = make.laboratory("甲检测")
    case = make.offered_to(lab)
    services.give_back(case.pk, make.person_of(lab), {"reason": "设备检修"})
    assert set(form(ProposeForm, case, {"provider": lab.pk}).errors) == {"provider"}
    assert form(ProposeForm, case, {"provider": lab.pk, "again": "on"}).is_valid()


@pytest.mark.clause("6.3")
def test_the_consent_names_whom_and_nothing_is_ticked_beforehand() -> None:
    make.laboratory("乙检测")
    case = make.matching_case()
    services.propose(case.pk, make.AGENT, {"provider": make.laboratory("甲检测")})
    shown = form(ConsentForm, case, role=Role.ENTERPRISE)
    html = shown.as_p()
    assert "甲检测" in html
    assert "乙检测" in html
    assert "checked" not in html
    assert "信用代码" in html
    assert set(form(ConsentForm, case, {}, Role.ENTERPRISE).errors) == {"provider", "agree"}


@pytest.mark.clause("4.2.5.2")
def test_every_choice_says_until_when_its_certificate_lasts_and_where_it_is_looked_up() -> None:
    labs = [make.laboratory(name, until=make.day(40)) for name in ("甲检测", "乙检测")]
    official = [f"https://example.org/{lab.pk}" for lab in labs]
    for lab, url in zip(labs, official, strict=True):
        lab.qualifications.update(official_url=url)
    case = make.matching_case()
    asked = form(ProposeForm, case).as_p()
    services.propose(case.pk, make.AGENT, {"provider": labs[0]})
    for html in (asked, form(ConsentForm, case, role=Role.ENTERPRISE).as_p()):
        assert html.count("证书：") == len(labs)
        assert html.count(f"有效期至 {make.day(40).isoformat()}") == len(labs)
        assert not [url for url in official if f'href="{url}"' not in html]


def test_of_a_hint_the_enterprise_reads_that_the_office_has_made_sure() -> None:
    case = make.matching_case()
    lab = make.laboratory("旧年版", standard="GB/T 5009.3—2016")
    services.propose(case.pk, make.AGENT, {"provider": lab, "how_confirmed": "电话问过示例甲"})
    html = form(ConsentForm, case, role=Role.ENTERPRISE).as_p()
    assert "受理机构已核实" in html
    assert "示例甲" not in html


@pytest.mark.clause("4.1.1.2")
def test_an_office_that_may_not_serve_it_is_not_offered_to() -> None:
    case = make.matching_case()
    assert "serve_ourselves" in {each.name for each in actions.offered(make.AGENT, case)}
    assert case.office is not None
    case.office.qualifications.all().delete()
    assert "serve_ourselves" not in {each.name for each in actions.offered(make.AGENT, case)}
    action = actions.find("serve_ourselves")
    assert action is not None
    assert action.why_not is not None
    assert "有效资质" in action.why_not(case)


def test_names_of_institutions_cannot_carry_markup() -> None:
    make.laboratory("<b>甲</b>")
    assert "<b>甲</b>" not in form(ProposeForm, make.matching_case()).as_p()


def test_an_expert_without_account_is_named_with_the_reason() -> None:
    make_expert("没有账号")
    make_expert("示例专家甲", user=network.account("专家账号", roles.EXPERT))
    shown = form(ExpertForm, make.matching_case(status=Status.ACCEPTED))
    choices = [str(label) for _key, label in shown.fields["expert"].choices]
    assert len(choices) == 1
    assert "没有账号" in str(shown.fields["expert"].help_text)


def test_actions_are_offered_to_whom_they_belong() -> None:
    lab, other = make.laboratory("甲检测"), make.laboratory("乙检测")
    case = make.offered_to(lab)
    assert [each.name for each in actions.offered(make.person_of(lab), case)][:2] == ["take", "give_back"]
    stranger = Actor(make.person_of(other).user, frozenset({Role.PROVIDER}), other)
    assert "take" not in {each.name for each in actions.offered(stranger, case)}


def test_every_form_says_what_each_field_is() -> None:
    case = make.matching_case()
    names = [
        "begin_matching",
        "propose",
        "serve_ourselves",
        "consent",
        "decline",
        "take",
        "give_back",
        "ask_expert",
    ]
    for name in names:
        found = actions.find(name)
        assert found is not None
        shown: forms.Form = found.form(case=case, actor=make.AGENT)
        assert all(field.label for field in shown.fields.values()), name
