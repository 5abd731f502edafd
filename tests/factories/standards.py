"""Standards, their edges and their pages for tests."""

import datetime as dt
from pathlib import Path
from typing import Any

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from django.utils import timezone

from onestop.standards.demo import DATA
from onestop.standards.importing import Importer
from onestop.standards.models import (
    Agency,
    CcsClass,
    IcsClass,
    Standard,
    StandardDirectoryPage,
    StandardPage,
    StandardRelation,
)


def day(offset: int) -> dt.date:
    """Return the day ``offset`` days from today in the site's time zone."""
    return timezone.localdate() + dt.timedelta(days=offset)


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"示例机构{n}")


class StandardFactory(DjangoModelFactory):
    """A published standard in force; ``number=`` decides class, region and keys.

    ``ics=["03.120.10"]`` and ``ccs=["A00"]`` take codes, ``replaces=["GB/T 1—2009"]`` numbers.
    """

    class Meta:
        model = Standard
        skip_postgeneration_save = True

    class Params:
        upcoming = factory.Trait(effective_on=factory.LazyFunction(lambda: day(60)))
        withdrawn = factory.Trait(withdrawn_on=factory.LazyFunction(lambda: day(-30)))
        undated = factory.Trait(issued_on=None, effective_on=None)
        local = factory.Trait(number=factory.Sequence(lambda n: f"DB6505/T {500 + n}-2021"))
        mandatory = factory.Trait(number=factory.Sequence(lambda n: f"GB {90000 + n}-2018"))
        unchecked = factory.Trait(checked_on=None)
        draft = factory.Trait(live=False)
        overridden = factory.Trait(status_override="withdrawn", override_reason="示例：公告明确废止")

    number = factory.Sequence(lambda n: f"GB/T {80000 + n}-2019")
    title = factory.Sequence(lambda n: f"示例标准 第{n}号")
    issued_on = dt.date(2019, 6, 4)
    effective_on = dt.date(2020, 1, 1)
    source = "示例数据"
    checked_on = dt.date(2026, 1, 5)

    @factory.post_generation
    def ics(self: Any, create: bool, extracted: Any, **_kwargs: Any) -> None:
        if extracted:
            self.ics.set([IcsClass.objects.get(code=code) for code in extracted])
            _save(self, create=create)

    @factory.post_generation
    def ccs(self: Any, create: bool, extracted: Any, **_kwargs: Any) -> None:
        if extracted:
            self.ccs.set([CcsClass.objects.get(code=code) for code in extracted])
            _save(self, create=create)

    @factory.post_generation
    def replaces(self: Any, create: bool, extracted: Any, **_kwargs: Any) -> None:
        if extracted:
            self.relations.add(*(StandardRelation(kind="replaces", target_number=n) for n in extracted))
            _save(self, create=create)


def _save(standard: Standard, *, create: bool) -> None:
    if create:
        standard.save()


class StandardDirectoryPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = StandardDirectoryPage

    title = "标准目录"
    slug = "standards"


class StandardPageFactory(wagtail_factories.PageFactory):
    """A page of a local standard; ``parent`` is the directory."""

    class Meta:
        model = StandardPage

    standard = factory.SubFactory(StandardFactory, local=True)


def load_vectors() -> None:
    """Load the rows that the test vectors of spec 2.3 need: the shipped facts and examples for the rest."""
    for path in (DATA / "facts.csv", Path(__file__).parent / "vectors.csv"):
        Importer().run(path)
