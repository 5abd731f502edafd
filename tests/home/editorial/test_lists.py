"""The lists of site care and audit speak to people: no codes, on the screen or in an export."""

import re

import pytest

from django.test import Client

from wagtail.log_actions import log

from onestop.home.editorial.models import SiteFinding
from onestop.tests.factories.columns import article
from onestop.tests.factories.services import service

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FINDINGS = "/admin/home/sitefinding/"


def test_a_finding_names_rule_and_field_as_the_form_does(admin_client: Client) -> None:
    for page, code, field in ((article(), "text", "body"), (service(), "guide", "steps")):
        SiteFinding.objects.create(
            code=code, weight="error", page=page, field=field, title=page.title, message="请补上"
        )
    SiteFinding.objects.create(code="dead_link", weight="warning", title="示例网站", message="打不开")
    html = admin_client.get(FINDINGS).content.decode()
    for words in ("正文", "办理流程", "官方链接", "办事指南要素"):
        assert words in html
    assert ">dead_link<" not in html
    text = admin_client.get(FINDINGS, {"export": "csv"}).getvalue().decode("utf-8-sig")
    assert "官方链接" in text
    assert not re.search("dead_link|steps|error", text)
    assert "示例网站" not in admin_client.get(FINDINGS, {"code": "guide"}).content.decode()


def test_the_log_is_exported_in_words(admin_client: Client, admin_user: object) -> None:
    log(article(), "wagtail.publish", user=admin_user)
    url = "/admin/wagtailcore/pagelogentry/"
    text = admin_client.get(url, {"export": "csv"}).getvalue().decode("utf-8-sig")
    assert "wagtail.publish" not in text
    assert "发布" in text
