"""The facts of a record in three groups: what it is, when, who (spec 2.5). What is not known is left out."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onestop.standards.choices import Nature, StandardClass
from onestop.standards.record.loading import Extra, Record

Row = tuple[str, str | SafeString]
Group = dict[str, Any]


def facts(record: Record) -> list[Group]:
    """Return the groups in the form that the component ``facts`` prints."""
    groups = (
        (_("What it is"), _what(record)),
        (_("When"), _when(record)),
        (_("Who"), _who(record)),
    )
    return [{"title": title, "rows": rows} for title, each in groups if (rows := _known(each))]


def _known(rows: Iterable[tuple[str, str | SafeString | None]]) -> list[Row]:
    return [(term, value) for term, value in rows if value]


def _what(record: Record) -> Iterable[tuple[str, str | SafeString | None]]:
    standard = record.standard
    yield _("Class"), str(StandardClass(standard.standard_class).label)
    yield _("Nature"), str(Nature(standard.nature).label) if standard.nature else ""
    yield _("Other numbers"), _lines(extra.code for extra in record.of_kind("alias"))
    yield _("Former and other titles"), _lines(standard.other_titles.splitlines())
    yield "ICS", _classes("ics", record)
    yield "CCS", _classes("ccs", record)
    yield _("Plan number"), standard.plan_number
    yield _("Announcement"), standard.announcement
    yield _("Industry chains"), _lines(standard.industry_chains.splitlines())
    yield _("Remarks"), standard.remarks


def _when(record: Record) -> Iterable[tuple[str, str | SafeString | None]]:
    standard = record.standard
    yield _("Issued"), _day(standard.issued_on)
    yield _("In effect"), _day(standard.effective_on)
    yield _("Withdrawn on"), _day(standard.withdrawn_on)
    reviewed = _day(standard.reviewed_on)
    yield (
        _("Reviewed"),
        format_html("{} {}", reviewed, standard.review_result) if reviewed else standard.review_result,
    )
    record_of = standard.record_number
    yield _("On record"), format_html("{} {}", record_of, _day(standard.recorded_on)) if record_of else ""


def _who(record: Record) -> Iterable[tuple[str, str | SafeString | None]]:
    standard = record.standard
    for term, agency in (
        (_("Issued by"), standard.issuer),
        (_("Competent authority"), standard.authority),
        (_("Responsible body"), standard.owner),
        (_("Proposed by"), standard.proposer),
    ):
        yield term, agency.name if agency else ""
    yield _("Drafted by"), _lines(standard.drafting_orgs.splitlines())
    yield _("Drafters"), _lines(standard.drafters.splitlines())


def _day(day: dt.date | None) -> SafeString | str:
    return format_html('<time class="nobr">{}</time>', day.isoformat()) if day else ""


def _lines(values: Iterable[str]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((value,) for value in values if value.strip()))


def _classes(kind: str, record: Record) -> SafeString:
    return format_html_join(
        SafeString("<br>"), "{}", ((_class(kind, extra),) for extra in record.of_kind(kind))
    )


def _class(kind: str, extra: Extra) -> SafeString:
    url = f"/standards/?{urlencode({kind: extra.code})}"
    label = extra.name or (format_html('<span lang="en">{}</span>', extra.name_en) if extra.name_en else "")
    return format_html('<a href="{}">{}</a> {}', url, extra.code, label)
