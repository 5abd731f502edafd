"""What the checks of the site look at, in words: the names of rules and of fields for lists and exports."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

RULES: dict[str, str | Promise] = {
    "alt": _("pictures without words"),
    "picture_alt": _("pictures without words"),
    "consent": _("consent of the enterprise"),
    "date": _("time of publication"),
    "dates": _("dates in order"),
    "dead_link": _("official links"),
    "description": _("description for search engines"),
    "empty_column": _("empty column"),
    "ended_policy": _("links to policies that have ended"),
    "guide": _("elements of a guide"),
    "heading_order": _("order of headings"),
    "headings": _("order of headings"),
    "hidden_link": _("links to pages that are not public"),
    "image": _("pictures"),
    "late": _("published in time"),
    "main_heading": _("main heading"),
    "meta": _("meta tags"),
    "replaced_by": _("replaced by"),
    "source": _("source"),
    "stale_column": _("column without news"),
    "stale_site": _("site without news"),
    "table": _("caption and headings of tables"),
    "text": _("text"),
    "unreachable": _("page with an error"),
    "word": _("words to avoid"),
}
"""By the code of a finding; two codes of one name are one rule that is looked at in two places."""


def rule_name(code: str) -> str:
    """Return what a rule is called; a code that nobody has named stands for itself."""
    return str(RULES.get(code, code))


def field_name(page: Page | None, field: str) -> str:
    """Return what the form of ``page`` calls a field or a table; empty for the page as a whole."""
    model: Any = page.specific_class if page and field else None
    if model is None:
        return ""
    try:
        found = model._meta.get_field(field)  # noqa: SLF001 - Django's public API of models
    except FieldDoesNotExist:
        return field
    name = getattr(found, "verbose_name", None) or found.related_model._meta.verbose_name_plural  # noqa: SLF001
    return str(capfirst(name))
