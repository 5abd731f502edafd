"""Content of every column, from the files in ``content/``: what is there already is left as it is."""

import datetime as dt
import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils import timezone

from wagtail.models import Page, Site

from onestop.catalogue.models import ServiceCategory
from onestop.home import models
from onestop.home.institutions.models import Institution, InstitutionVersion, Objective

CONTENT = Path(__file__).with_name("content")
ORDER = ("columns", "policy", "interpretations", "notices", "publicity", "cases", "questions")
"""Files of pages; what is referred to comes before what refers to it."""


def create_columns() -> None:
    """Put topics, columns, their pages, terms, institution and objectives in place."""
    for row in rows("topics", "topic"):
        models.Topic.objects.get_or_create(slug=row.pop("slug"), defaults=row)
    for row in rows("terms", "term"):
        models.Term.objects.get_or_create(name=row.pop("name"), defaults=row)
    home = Page.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    for name in ORDER:
        for row in rows(name, "page"):
            create_page(home, row)
    create_institution()


def rows(name: str, kind: str) -> Iterator[dict[str, Any]]:
    """Yield the tables ``kind`` of the file ``name``."""
    data = tomllib.loads((CONTENT / f"{name}.toml").read_text(encoding="utf-8"))
    yield from data[kind]


def create_page(home: Page, row: dict[str, Any]) -> None:
    """Create and publish the page that ``row`` describes, unless its address is taken."""
    parent = home
    for step in filter(None, row.pop("parent", "").split("/")):
        parent = parent.get_children().get(slug=step)
    model: Any = getattr(models, row.pop("type"))
    if parent.get_children().filter(slug=row["slug"]).exists():
        return
    related = {name: row.pop(name) for name in ("topics", "policies") if name in row}
    page = model(**{name: _value(name, value) for name, value in row.items()})
    page.first_published_at = getattr(page, "published_at", None) or timezone.now()
    for name, slugs in related.items():
        field = model._meta.get_field(name)  # noqa: SLF001 - Django's public API of models
        setattr(page, name, list(field.related_model.objects.filter(slug__in=slugs)))
    parent.add_child(instance=page)
    page.save_revision().publish()


def _value(name: str, value: Any) -> Any:
    """Return the value of a field from what a file says."""
    makers: dict[str, Callable[[Any], Any]] = {
        "body": _stream,
        "note": _one_line,
        "answer": _one_line,
        "published_at": lambda text: timezone.make_aware(dt.datetime.fromisoformat(text)),
        "replaced_by": lambda slug: models.PolicyPage.objects.get(slug=slug),
        "topic": lambda slug: models.Topic.objects.get(slug=slug),
        "category": lambda code: ServiceCategory.objects.filter(code=code).first(),
    }
    return makers[name](value) if name in makers else value


def _stream(blocks: list[dict[str, Any]]) -> str:
    for block in blocks:
        if block["type"] == "text":
            block["value"] = _one_line(block["value"])
    return json.dumps(blocks, ensure_ascii=False, default=str)


def _one_line(html: str) -> str:
    """Return HTML without the file's line breaks: they would be spaces between Chinese words."""
    return "".join(line.strip() for line in html.splitlines())


def create_institution() -> None:
    """Create documents and objectives that are missing."""
    for row in rows("institution", "document"):
        versions = row.pop("versions")
        if Institution.objects.filter(slug=row["slug"]).exists():
            continue
        document = Institution(sample=True, **row)
        document.versions = [
            InstitutionVersion(**{**version, "text": _one_line(version["text"])}) for version in versions
        ]
        document.save()
    for row in rows("institution", "objective"):
        Objective.objects.get_or_create(
            year=row.pop("year"), indicator=row.pop("indicator"), defaults={**row, "sample": True}
        )
