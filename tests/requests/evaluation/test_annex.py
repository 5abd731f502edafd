"""Annex A character by character, on screen and on paper; its figures (clause 5.2, annex A)."""

import re

import pytest

from django.test import Client
from django.urls import reverse

from onestop.requests.evaluation import figures, services, tokens
from onestop.requests.evaluation.annex import annex_a
from onestop.requests.evaluation.models import Channel, Evaluation, EvaluationInvitation, ExtraQuestion
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.choices import Status
from onestop.tests.factories import network
from onestop.tests.factories.requests_evaluation import answers, completed, invited

pytestmark = [pytest.mark.django_db, pytest.mark.clause("A"), pytest.mark.clause("5.2")]

CENTRE = """
序号 评价内容（服务中心自主实施服务） 评价等级
1 您对服务中心本次服务反馈及时性的满意度 （ ）非常满意 （ ）满意 （ ）一般 （ ）不满意
2 您对服务中心本次服务的专业性的满意度 （ ）非常满意 （ ）满意 （ ）一般 （ ）不满意
3 您对服务中心本次服务的文明性的满意度 （ ）非常满意 （ ）满意 （ ）一般 （ ）不满意
4 您对服务中心本次服务的总体评价 （ ）非常满意 （ ）满意 （ ）一般 （ ）不满意
5 您的问题是否得到了解决 （ ）是 （ ）否
您的意见或建议：
企业名称：示例果业有限公司
企业负责人（签字或盖章）：
年 月 日
"""
PROVIDER = """
序号 评价内容（质量服务机构提供服务） 评价等级
1 您对质量服务机构本次服务及时性的满意度 （ ）非常满意 （ ）满意 （ ）一般 （ ）不满意
2 您对质量服务机构本次服务专业性的满意度 （ ）非常满意 （ ）满意 （ ）一般 （ ）不满意
3 您对质量服务机构本次服务文明性的满意度 （ ）非常满意 （ ）满意 （ ）一般 （ ）不满意
4 您对质量服务机构本次服务的总体评价 （ ）非常满意 （ ）满意 （ ）一般 （ ）不满意
5 您的问题是否得到了解决 （ ）是 （ ）否
您的意见或建议：
企业名称：示例果业有限公司
企业负责人（签字或盖章）：
年 月 日
"""
TABLES = {"centre": CENTRE, "provider": PROVIDER}


def bare(text: str) -> str:
    """Return a text without white space and tags, for comparing signs."""
    return "".join(re.sub(r"<[^>]+>", "", text).split())


@pytest.mark.parametrize("form", ["centre", "provider"])
def test_the_paper_has_the_words_of_the_standard(client: Client, form: str) -> None:
    page = client.get(tokens.url(invited(form)) + "paper/").content.decode()
    sheet = page.partition('<table class="sheet__table">')[2].partition("</article>")[0]
    assert bare(sheet) == bare(TABLES[form])
    assert "服务质量满意度评价表" in page
    assert "表 A.1" in page
    assert 'class="qr"' in page


@pytest.mark.parametrize("form", ["centre", "provider"])
def test_the_screen_has_the_same_questions_and_chooses_nothing(client: Client, form: str) -> None:
    page = client.get(tokens.url(invited(form))).content.decode()
    legends = re.findall(r"<legend>([^<]+)", page)
    wanted = [line.split()[1] for line in TABLES[form].split("\n") if line[:1].isdigit()]
    assert [legend.strip() for legend in legends] == wanted
    assert re.findall(r"<span>(非常满意|满意|一般|不满意|是|否)</span>", page) == (
        ["非常满意", "满意", "一般", "不满意"] * 4 + ["是", "否"]
    )
    assert "checked" not in page


def test_whoever_served_decides_the_form() -> None:
    centre, institution = network.centre(), network.provider()
    assert services.form_for(centre) == "centre"
    assert services.form_for(institution) == "provider"
    assert services.form_for(network.station(centre)) == "provider"


def test_a_case_that_the_centre_coordinated_gets_both_forms() -> None:
    centre = network.centre()
    case = completed(network.provider(), office=centre)
    forms = {each.form: each for each in EvaluationInvitation.objects.filter(case=case)}
    assert set(forms) == {"centre", "provider"}
    assert forms["provider"].is_main
    assert not forms["centre"].is_main
    services.give(forms["provider"].pk, Actor.holder(), answers(4), Channel.LINK)
    services.give(forms["centre"].pk, Actor.holder(), answers(3), Channel.LINK)
    case.refresh_from_db()
    assert case.status == Status.EVALUATED
    assert figures.reckon(Evaluation.objects.filter(form="centre")).valid == 1


def published(client: Client) -> dict[str, str]:
    """Return what the page of the figures says of the evaluations, by label."""
    page = client.get("/progress/figures/").content.decode().partition("<caption>企业评价")[2]
    cells = r'<th scope="row">([^<]+)</th><td[^>]*>([^<]+)</td><td[^>]*>([^<]+)</td>'
    rows = re.findall(cells, page)
    assert all("÷" in formula for _label, formula, _words in rows)
    return {label: words for label, _formula, words in rows}


def test_ten_forms_give_seventy_percent(client: Client) -> None:
    for level, count in ((4, 4), (3, 3), (2, 2), (1, 1)):
        for _number in range(count):
            services.give(invited().pk, Actor.holder(), answers(level, solved=level > 1), Channel.LINK)
    found = figures.reckon()
    assert (found.valid, found.satisfaction, found.solution) == (10, "70.0 %", "90.0 %")
    assert found.response == "100.0 %"
    assert found.mean == "3.00"
    assert found.levels == {4: 4, 3: 3, 2: 2, 1: 1}
    assert published(client) == {
        "满意率": "70.0 %（n = 10）",
        "解决率": "90.0 %（n = 10）",
        "回收率": "100.0 %（n = 10）",
    }


def test_too_few_forms_give_no_percentage(client: Client) -> None:
    services.give(invited().pk, Actor.holder(), answers(4), Channel.LINK)
    assert published(client)["满意率"] == "样本不足（n = 1）"


def test_no_form_gives_a_dash(client: Client) -> None:
    assert set(published(client).values()) == {"—（n = 0）"}
    invited()
    assert published(client)["满意率"] == "—（n = 0）"
    found = figures.reckon()
    assert (found.satisfaction, found.solution, found.mean) == ("—", "—", "—")
    assert found.response == "0.0 %"
    assert figures.reckon(invitations=EvaluationInvitation.objects.none()).response == "—"


def test_a_further_question_stands_after_the_five_and_apart(client: Client) -> None:
    ExtraQuestion.objects.create(text="您对网上办理的满意度")
    invitation = invited()
    page = client.get(tokens.url(invitation)).content.decode()
    legends = re.findall(r"<legend>([^<]+)", page)
    assert [legend.strip() for legend in legends][5] == "您对网上办理的满意度"
    services.give(invitation.pk, Actor.holder(), answers(4), Channel.LINK)
    assert figures.reckon().valid == 1


def test_the_words_are_data_with_a_version() -> None:
    invitation = invited()
    given = services.give(invitation.pk, Actor.holder(), answers(4), Channel.LINK)
    assert given.version == annex_a().version
    assert reverse("requests_evaluate", args=["x"]) == "/evaluate/x/"
