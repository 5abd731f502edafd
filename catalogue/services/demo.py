"""The categories, the directory and the guides that every installation starts with."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone

from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.models import Organisation, Qualification
from onestop.catalogue.publishing import publish_below_home
from onestop.catalogue.services.categories import CATEGORIES
from onestop.catalogue.services.guide_files import item_of, read_all
from onestop.catalogue.services.models import (
    ServiceCategory,
    ServiceIndexPage,
    ServiceItemPage,
    ServiceProvision,
)

TITLE = "找服务"
INTRO = "企业在质量上需要的都在这里：说说要办什么，或者按类别找。"
FROM_STATIONS = "代收材料，转交服务中心"


def load(say: Callable[[str], None]) -> None:
    """Put categories, directory and guides in place; what is there already stays as an editor has left it."""
    create_categories()
    directory = publish_below_home(
        ServiceIndexPage,
        title=TITLE,
        slug="services",
        show_in_menus=True,
        intro=INTRO,
        search_description="质量宣传培训、质量管理、标准化、计量、检验检测、特种设备、认证认可、知识产权服务的办事指南。",
    )
    if not Organisation.objects.running().exists():
        say("services: no organisation works yet, so no guide is published")
        return
    say(f"services: {create_items(directory, read_all())} new")


def create_categories() -> None:
    """Create the categories that are missing."""
    for order, fields in enumerate(CATEGORIES, start=1):
        defaults = {**fields, "order": order * 10}
        ServiceCategory.objects.get_or_create(code=fields["code"], defaults=defaults)


def create_items(directory: ServiceIndexPage, guides: Iterable[dict[str, Any]]) -> int:
    """Publish the guides that are not there yet, in the order of the clauses; return how many.

    Raises:
        PublicationRefused: a guide breaks a rule.
    """
    known = set(ServiceItemPage.objects.values_list("slug", flat=True))
    new = [guide for guide in guides if guide["slug"] not in known]
    for guide in new:
        item = item_of(guide)
        item.provisions = [
            ServiceProvision(organisation=organisation, sort_order=place, note=note)
            for place, (organisation, note) in enumerate(providers(item.required_qualification))
        ]
        item.live = False
        item.first_published_at = timezone.now()
        directory.add_child(instance=item)
        item.save_revision().publish()
    return len(new)


def providers(required: str) -> list[tuple[Organisation, str]]:
    """Return who offers an item, with a remark: who is qualified, else the centre and its stations."""
    running = Organisation.objects.running().order_by("pk")
    if required:
        held = Qualification.objects.valid_on().filter(kind=required).values("organisation")
        qualified = [(organisation, "") for organisation in running.filter(pk__in=held)]
        if qualified:
            return qualified
    centres = [(organisation, "") for organisation in running.filter(kind=Kind.CENTRE)]
    stations = [(organisation, FROM_STATIONS) for organisation in running.filter(kind=Kind.STATION)]
    return [*centres, *stations] or [(organisation, "") for organisation in running[:1]]
