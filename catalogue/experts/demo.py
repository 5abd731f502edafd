"""Sample experts, none of them real, and the page of the pool."""

import datetime as dt
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils import timezone

from onestop.catalogue.experts import moving
from onestop.catalogue.experts.choices import CompetenceKind, State
from onestop.catalogue.experts.models import Competence, Expert, ExpertField
from onestop.catalogue.experts.pages import ExpertDirectoryPage
from onestop.catalogue.organisations.models import Region
from onestop.catalogue.publishing import publish_below_home
from onestop.catalogue.services.models import ServiceCategory

DATA = Path(__file__).parents[1] / "data" / "experts.toml"
LAW = "law:"
TERM = dt.timedelta(days=3 * 365)
HISTORY = dt.timedelta(days=180)
"""For so long they have been in the pool: the demo's cases lie in the past."""

PHONE = "0902-0000{place:03d}"
_PUBLIC = ("name", "title", "employer", "region", "introduction")


def load(say: Callable[[str], None]) -> None:
    """Put the page in place, and the sample experts into a pool that has nobody."""
    publish_below_home(
        ExpertDirectoryPage,
        slug="experts",
        title="专家库",
        search_description="质量、标准、计量、检验检测、特种设备、认证、知识产权方面的专家，按领域、标准号查找。",
        introduction="<p>按领域、服务类别或者熟悉的标准找专家。</p>",
    )
    if Expert.objects.exists():
        return
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["experts"]
    for place, row in enumerate(rows, start=1):
        _create(row, place)
    say(f"experts: {len(rows)} samples")


def _create(row: dict[str, Any], place: int) -> None:
    today = timezone.localdate()
    expert = Expert(
        **{name: row[name] for name in ("name", "professional_title", "employer", "introduction")},
        **{f"{name}_is_public": name in row["public"] for name in _PUBLIC},
        region=Region.objects.filter(code=row["region"]).first(),
        phone=PHONE.format(place=place),
        pledged_on=today,
        consented_on=today if row.get("consent", True) else None,
        is_sample=True,
    )
    expert.fields = [ExpertField.objects.get_or_create(name=name)[0] for name in row["fields"]]
    expert.categories = list(ServiceCategory.objects.filter(code__in=row["categories"]))
    expert.competences = [_competence(text) for text in row["competences"]]
    expert.save()
    moving.move(expert.pk, "examine", None)
    if row.get("state") != State.REVIEWING:
        moving.move(expert.pk, "admit", None, term=(today - HISTORY, today + TERM), note="示例数据")


def _competence(text: str) -> Competence:
    law = text.startswith(LAW)
    kind = CompetenceKind.LAW if law else CompetenceKind.STANDARD
    return Competence(kind=kind, reference=text.removeprefix(LAW))
