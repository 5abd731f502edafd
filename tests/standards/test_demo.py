"""What ships with the platform is there after a migration, and loads through the importer everybody uses."""

import pytest

from onestop.standards import demo
from onestop.standards.importing import Importer
from onestop.standards.models import CcsClass, IcsClass, Standard, StandardDirectoryPage, StandardPage
from onestop.tests.factories.standards import load_vectors

pytestmark = pytest.mark.django_db


def test_every_installation_has_the_classifications() -> None:
    assert IcsClass.objects.count() == 1381
    assert IcsClass.objects.get(code="03.120.10").path == ["03", "03.120", "03.120.10"]
    assert CcsClass.objects.get(code="A00").path == ["A", "A00"]


def test_the_demo_is_complete_and_harmless_to_load_again() -> None:
    said: list[str] = []
    demo.load(said.append)
    count = Standard.objects.count()

    assert all("refused 0" in line for line in said), said
    assert count > 2200
    assert StandardDirectoryPage.objects.get().get_url() == "/standards/"
    assert StandardPage.objects.get().slug == "db6505-t-022-2023"
    demo.load(said.append)
    assert Standard.objects.count() == count
    assert StandardPage.objects.count() == 1


def test_every_demo_record_names_its_source_and_none_claims_to_be_checked() -> None:
    Importer().run(demo.DATA / "hami_xinjiang.csv")
    Importer().run(demo.DATA / "facts.csv")

    assert not Standard.objects.filter(source="").exists()
    assert not Standard.objects.filter(checked_on__isnull=False).exists()


def test_the_vectors_have_their_rows() -> None:
    load_vectors()

    statuses = dict(Standard.objects.with_status().values_list("number", "status"))
    assert statuses["GB/T 19012—2019"] == "current"
    assert statuses["GB/T 19012—2008"] == "replaced"
    assert statuses["TSG 08—2017"] == "current"
    assert Standard.objects.get(number="GB 175—2007").amendments.get().label == "XG1—2009"
    assert Standard.objects.get(number="GB/T 24001—2016").aliases.get().number == "ISO 14001:2015"
