"""Sample institutions, imported as everybody imports them, and the page of the directories."""

from collections.abc import Callable
from pathlib import Path

from onestop.catalogue.institutions.importing.importer import Importer
from onestop.catalogue.institutions.importing.reading import Defaults
from onestop.catalogue.institutions.pages import InstitutionDirectoryPage
from onestop.catalogue.organisations.models import Organisation, Qualification, Region
from onestop.catalogue.organisations.regions import load_regions
from onestop.catalogue.publishing import publish_below_home

DATA = Path(__file__).parents[1] / "data" / "institutions.csv"
FIRST = "243112340021"
"""A certificate of the samples; once it is there they have been loaded."""


def load(say: Callable[[str], None]) -> None:
    """Put the page and the sample institutions in place; what has changed since stays."""
    publish_below_home(
        InstitutionDirectoryPage,
        slug="institutions",
        title="机构名录",
        search_description="检验检测机构（CMA）和认证机构名录：按标准号、产品、项目、领域查谁有资质。",
        introduction="<p>按标准号、产品或项目查：谁有资质，证书到什么时候，什么时候核对过。</p>",
    )
    if not Region.objects.exists():
        load_regions()
    if Qualification.objects.filter(number=FIRST).exists():
        return
    counts = Importer(Defaults(by="示例")).run(DATA)
    Organisation.objects.filter(qualifications__source="示例数据").update(is_sample=True)
    say(f"institutions: {counts.line}")
