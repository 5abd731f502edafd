"""Experts for tests; none of them real."""

import datetime as dt
from typing import Any

from django.utils import timezone

from onestop.catalogue.experts.choices import CompetenceKind, State
from onestop.catalogue.experts.models import Competence, Expert, ExpertField
from onestop.catalogue.services.models import ServiceCategory


def day(offset: int) -> dt.date:
    """Return the day ``offset`` days from today in the site's time zone."""
    return timezone.localdate() + dt.timedelta(days=offset)


def category(code: str = "4.2.5", name: str = "") -> ServiceCategory:
    """Return a category of services, made if need be."""
    defaults = {"name": name or f"类别 {code}", "slug": f"c-{code.replace('.', '-')}"}
    return ServiceCategory.objects.get_or_create(code=code, defaults=defaults)[0]


def make_expert(
    name: str = "示例专家甲",
    *,
    standards: tuple[str, ...] = ("GB/T 27025—2019",),
    laws: tuple[str, ...] = (),
    fields: tuple[str, ...] = ("食品检验",),
    categories: tuple[str, ...] = ("4.2.5",),
    **values: Any,
) -> Expert:
    """Return an expert in the pool who has agreed to everything; ``values`` change what a test is about."""
    given: dict[str, Any] = {
        "professional_title": "高级工程师",
        "employer": "示例单位",
        "introduction": "示例经历",
        "phone": "0902-0000123",
        "email": "expert@example.org",
        "name_is_public": True,
        "title_is_public": True,
        "employer_is_public": True,
        "introduction_is_public": True,
        "pledged_on": day(-10),
        "consented_on": day(-10),
        "state": State.POOL,
        "term_from": day(-10),
        "term_until": day(300),
        **values,
    }
    expert = Expert(name=name, **given)
    expert.fields = [ExpertField.objects.get_or_create(name=field)[0] for field in fields]
    expert.categories = [category(code) for code in categories]
    expert.competences = [
        *(Competence(kind=CompetenceKind.STANDARD, reference=each) for each in standards),
        *(Competence(kind=CompetenceKind.LAW, reference=each) for each in laws),
    ]
    expert.save()
    return expert
