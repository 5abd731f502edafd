"""Columns and their pages for tests: each call puts one published page where it belongs."""

import datetime as dt
from typing import Any

from django.utils import timezone

from wagtail.models import Page

from onestop.home import models
from onestop.tests.factories.site_pages import home_page, public

LONG_AGO = dt.datetime(2026, 1, 5, 10, 0, tzinfo=timezone.get_default_timezone())
TEXT = [("text", "<p>正文。</p>")]


def below(parent: Page, page: Page) -> Any:
    """Put ``page`` below ``parent``, public, and return it as it then is."""
    parent.refresh_from_db()
    public(parent, page)
    page.refresh_from_db()
    return page


def child(slug: str, make: Any, parent: Page | None = None) -> Any:
    """Return the child ``slug`` of ``parent`` (the home page when left out), made if it is not there yet."""
    above = parent or home_page()
    found = above.get_children().filter(slug=slug).first()
    return found.specific if found else below(above, make())


def column(slug: str = "notices", **fields: Any) -> models.ColumnPage:
    """Return a column of articles."""
    return child(slug, lambda: models.ColumnPage(**{"title": "通知公告", "slug": slug, **fields}))


def article(parent: Page | None = None, **fields: Any) -> models.ArticlePage:
    """Return a published article."""
    given = {"title": "一篇文章", "source": "示例来源", "published_at": LONG_AGO, "body": TEXT, **fields}
    topics = given.pop("topics", [])
    page = models.ArticlePage(**given)
    page.topics = topics
    return below(parent or column(), page)


def policy_index() -> models.PolicyIndexPage:
    """Return 政策法规."""
    return child("policy", lambda: models.PolicyIndexPage(title="政策法规", slug="policy"))


def policy(**fields: Any) -> models.PolicyPage:
    """Return a published policy that is in force."""
    given: dict[str, Any] = {
        "title": "某条例",
        "source": "示例来源",
        "level": "regulation",
        "issuer": "某机关",
        "issued_on": dt.date(2019, 4, 3),
        "effective_on": dt.date(2019, 5, 15),
        "body": TEXT,
        **fields,
    }
    return below(policy_index(), models.PolicyPage(**given))


def interpretation(*policies: models.PolicyPage, **fields: Any) -> models.InterpretationPage:
    """Return a published explanation of ``policies``."""
    parent = child(
        "interpretation",
        lambda: models.InterpretationIndexPage(title="政策解读", slug="interpretation"),
        policy_index(),
    )
    page = models.InterpretationPage(**{"title": "一文读懂", "source": "示例来源", "body": TEXT, **fields})
    page.policies = list(policies)
    return below(parent, page)


def case_index() -> models.CaseIndexPage:
    """Return 先进经验."""
    return child("cases", lambda: models.CaseIndexPage(title="先进经验", slug="cases"))


def case(**fields: Any) -> models.CasePage:
    """Return a published case, to which its enterprise agreed."""
    given: dict[str, Any] = {
        "title": "一个案例",
        "source": "示例来源",
        "form": "model",
        "enterprise": "某企业（示例数据）",
        "method": "做法",
        "effect": "效果",
        "consented": True,
        "consented_on": dt.date(2026, 5, 20),
        "body": TEXT,
        **fields,
    }
    return below(case_index(), models.CasePage(**given))


def faq() -> models.FaqPage:
    """Return 常见问题."""
    return child("faq", lambda: models.FaqPage(title="常见问题", slug="faq"))


def question(title: str, answer: str = "<p>答复。</p>", **fields: Any) -> models.QuestionPage:
    """Return a published question."""
    return below(faq(), models.QuestionPage(title=title, answer=answer, source="示例来源", **fields))


def institution_index() -> models.InstitutionIndexPage:
    """Return 制度与目标."""
    return child("institution", lambda: models.InstitutionIndexPage(title="制度与目标", slug="institution"))


def institution(*days: dt.date, kind: str = "window", **fields: Any) -> models.Institution:
    """Return a document with a version for each of ``days`` on which one takes effect."""
    document = models.Institution(kind=kind, title="窗口服务规范", slug=f"{kind}-rules", **fields)
    document.versions = [
        models.InstitutionVersion(number=number, effective_on=day, text=f"<p>第{number}版的正文</p>")
        for number, day in enumerate(days, start=1)
    ]
    document.save()
    return document
