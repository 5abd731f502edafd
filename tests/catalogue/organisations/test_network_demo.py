"""The demo of the network, the regions and the roles."""

import re
from pathlib import Path

import pytest

from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone

from onestop.catalogue.organisations import demo
from onestop.catalogue.organisations.choices import Kind
from onestop.catalogue.organisations.models import (
    CapabilityScope,
    NetworkPage,
    Organisation,
    Qualification,
    Region,
)
from onestop.catalogue.organisations.regions import SHIPPED, load_regions
from onestop.catalogue.organisations.staffing import shortages
from onestop.site import roles
from onestop.tests.factories.site_pages import home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> None:
    home_page()
    demo.load(lambda _line: None)


@pytest.mark.usefixtures("loaded")
def test_the_demo_has_the_minimum_of_a_tester() -> None:
    def number(kind: str) -> int:
        return Organisation.objects.running().filter(kind=kind).count()

    kinds = {kind.value: number(kind) for kind in Kind}
    assert kinds == {"centre": 1, "station": 3, "outlet": 2, "provider": 6, "authority": 1}
    counties = Organisation.objects.filter(kind=Kind.STATION).values_list("region__code", flat=True)
    assert sorted(counties) == ["650502", "650521", "650522"]
    today = timezone.localdate()
    expired = Qualification.objects.filter(kind="cma", valid_until__lt=today)
    assert expired.values("organisation").distinct().count() == 1
    assert CapabilityScope.objects.for_standard("GB 175-2007").exists()
    places = Organisation.objects.layers().prefetch_related("hours", "changed_days")
    assert {gap.organisation.slug for gap in shortages(places, days=7)} == {"mining-outlet"}


@pytest.mark.usefixtures("loaded")
def test_nothing_of_the_demo_could_be_taken_for_real() -> None:
    for place in Organisation.objects.all():
        assert "示例" in place.name
        assert place.is_sample
        assert re.fullmatch(r"0902-00000\d\d", place.phone)
        place.full_clean()


@pytest.mark.usefixtures("loaded")
def test_loading_again_changes_nothing() -> None:
    Organisation.objects.filter(kind=Kind.CENTRE).update(address="改过的地址")
    before = Organisation.objects.count(), Region.objects.count(), NetworkPage.objects.count()
    demo.load(lambda _line: None)

    assert (Organisation.objects.count(), Region.objects.count(), NetworkPage.objects.count()) == before
    assert Organisation.objects.get(kind=Kind.CENTRE).address == "改过的地址"


def test_the_shipped_regions_are_a_tree_of_the_sites_region() -> None:
    assert load_regions() == Region.objects.count() == 63
    assert {each.short_name for each in Region.objects.counties()} == {"伊州", "巴里坤", "伊吾"}
    Region.objects.filter(code="650502").update(name="旧名", parent=None)
    assert load_regions() == Region.objects.count()
    town = Region.objects.filter(parent__code="650502").select_related("parent__parent").first()
    assert town is not None
    assert (town.parent.name, town.parent.parent.code) == ("伊州区", "650500")
    assert all(row.parent_id for row in Region.objects.exclude(code="650000"))


def test_regions_come_in_whole_or_not_at_all(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8").splitlines()
    broken = tmp_path / "regions.csv"
    broken.write_text("\n".join([*text[:5], "999999,888888,无上级,无,,"]), encoding="utf-8")

    with pytest.raises(CommandError, match="line 6"):
        call_command("load_regions", broken)
    with pytest.raises(CommandError):
        call_command("load_regions", tmp_path / "missing.csv")
    assert not Region.objects.exists()


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (roles.CENTRE_HEAD, ["authorise_organisation", "add_stationassessment"], []),
        (roles.CENTRE_AGENT, ["change_organisation", "add_stationguidance"], ["authorise_organisation"]),
        (
            roles.STATION_HEAD,
            ["change_organisation", "add_shift"],
            ["add_stationguidance", "add_organisation"],
        ),
        (roles.WINDOW, ["view_shift"], ["change_organisation", "add_shift"]),
        (roles.OUTLET, ["change_organisation"], ["authorise_organisation", "add_stationassessment"]),
        (roles.PROVIDER, ["add_qualification"], ["view_shift", "view_siteselection"]),
        (roles.SUPERVISOR, ["view_organisation", "view_stationassessment"], ["change_organisation"]),
    ],
)
def test_each_role_has_its_rights_and_no_more(role: str, may: list[str], may_not: list[str]) -> None:
    rights = set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))

    assert {"access_admin", *may} <= rights
    assert not rights & set(may_not)
