"""A page of results made ready for the template: every text, address and switch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from onestop.standards.numbers import QueryKind
from onestop.standards.record.places import Place, places_for_number
from onestop.standards.searching.addresses import Addresses, PageLink
from onestop.standards.searching.asking import Question
from onestop.standards.searching.facets import FACETS
from onestop.standards.searching.filters import RELEVANCE, SORT_CHOICES, UNRANKED
from onestop.standards.searching.results import Page
from onestop.standards.searching.tiers import Match

_OPEN_FACETS = ("status", "class", "region", "nature")
_MOST_OPEN = 8
_MOST_FURTHER = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that chooses or takes back."""

    title: str | Promise
    url: str
    count: int | None = None
    chosen: bool = False
    level: int = 1


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as it stands beside the results; ``folded`` until it is opened."""

    title: str | Promise
    options: Sequence[Choice]
    folded: bool


class Listing:
    """What the page of results prints.

    Args:
        page: the answer.
        path: address of the directory.
    """

    def __init__(self, page: Page, path: str) -> None:
        self.page = page
        self.addresses = Addresses(path, page.question)

    @cached_property
    def summary(self) -> str:
        """Return how the question was understood and how much was found."""
        page = self.page
        count = ngettext("%(count)s result", "%(count)s results", page.total) % {"count": f"{page.total:,}"}
        question = page.question
        if page.asked_number is not None:
            number = (
                _("number %(number)s") % {"number": page.asked_number}
                if page.asked_number.bare
                else str(page.asked_number)
            )
            return _("Looked up %(number)s: %(count)s") % {"number": number, "count": count}
        if question.meaning.kind is QueryKind.ICS:
            return _("Field ICS %(code)s: %(count)s") % {"code": question.meaning.ics, "count": count}
        if question.meaning.kind is QueryKind.CCS:
            return _("Class CCS %(code)s: %(count)s") % {"code": question.meaning.ccs, "count": count}
        if question.meaning.kind is QueryKind.CODE:
            codes = pgettext("between codes", ", ").join(question.restrictions["code"])
            return _("All standards of %(codes)s: %(count)s") % {"codes": codes, "count": count}
        if question.text:
            return _("“%(text)s”: %(count)s") % {"text": question.text, "count": count}
        return _("The directory has %(count)s") % {"count": count}

    @cached_property
    def chips(self) -> list[Choice]:
        """Return what is chosen, each a link that takes it back."""
        chips = [
            Choice(option.label, self.addresses.without(name, option.value))
            for name, options in self.page.facets.items()
            for option in options
            if option.chosen
        ]
        if self.page.question.all_editions:
            chips.append(Choice(_("All editions"), self.addresses.editions(every=False)))
        return chips

    @cached_property
    def facets(self) -> list[FacetView]:
        """Return the facets that have something to choose."""
        views = []
        for facet in FACETS:
            options = self.page.facets.get(facet.name, ())
            if not options:
                continue
            urls = self.addresses.toggles(facet.name, [each.value for each in options])
            choices = [
                Choice(each.label, url, each.count, each.chosen, each.level)
                for each, url in zip(options, urls, strict=True)
            ]
            folded = facet.name not in _OPEN_FACETS and not any(each.chosen for each in options)
            views.append(FacetView(facet.label, choices, folded))
        return views

    @cached_property
    def sorts(self) -> list[Choice]:
        """Return the ways of sorting; the best match only where something is ranked."""
        question = self.page.question
        ranked = bool(question.text) and not question.classes
        current = question.sort if ranked or question.sort != RELEVANCE else UNRANKED
        return [
            Choice(label, self.addresses.sorted_by(name), chosen=name == current)
            for name, label in SORT_CHOICES
            if ranked or name != RELEVANCE
        ]

    @cached_property
    def editions_url(self) -> str:
        """Return the address that shows every edition, if they are folded now."""
        return "" if self.page.question.all_editions else self.addresses.editions(every=True)

    @property
    def first_url(self) -> str:
        """Return the address of the first page."""
        return self.addresses.page(1)

    @cached_property
    def clear_url(self) -> str:
        """Return the address without any facet, if one is chosen."""
        return self.addresses.cleared() if self.chips else ""

    @cached_property
    def pager(self) -> dict[str, Any]:
        """Return what the component ``pager`` prints, and what the jump to a page carries along."""
        page = self.page
        links: Sequence[PageLink] = self.addresses.pages(page.number, page.last)
        return {
            "pages": links,
            "previous_url": self.addresses.page(page.number - 1) if page.number > 1 else "",
            "next_url": self.addresses.page(page.number + 1) if page.number < page.last else "",
            "last": page.last,
            "hidden": self.addresses.parameters(),
        }

    @cached_property
    def notices(self) -> list[dict[str, str]]:
        """Return what has to be said before the results, in the form of the component ``notice``."""
        page = self.page
        notices = [{"tone": "bad", "text": " ".join(messages)} for messages in page.question.errors.values()]
        if page.degraded:
            notices.append(
                {
                    "tone": "wait",
                    "title": _("The search is limited right now."),
                    "text": _(
                        "Numbers, filters and words in titles work; texts and counts will be back soon."
                    ),
                }
            )
        if page.question.further_numbers:
            notices.append({"tone": "", "text": self._further_numbers()})
        if page.relaxed:
            notices.append(
                {"tone": "", "text": _("No standard has all of these words. These are the closest titles.")}
            )
        return notices

    def _further_numbers(self) -> str:
        """Return links to what else was asked for by number."""
        asked = self.page.question.further_numbers[:_MOST_FURTHER]
        urls = [
            (Addresses(self.addresses.path, Question(text=str(number))).url(), number) for number in asked
        ]
        links = format_html_join(pgettext("between codes", ", "), '<a href="{}">{}</a>', urls)
        return format_html(_("One number is looked up at a time. The others: {links}"), links=links)

    @property
    def is_missing(self) -> bool:
        """Tell whether a number was asked for that the register does not have."""
        page = self.page
        return page.question.is_number and page.number == 1 and not page.found_exactly

    @cached_property
    def missing(self) -> str:
        """Return what is said about a number that is not here."""
        page = self.page
        if not self.is_missing:
            return ""
        values = {"number": str(page.asked_number)}
        if page.rows and page.rows[0].match is Match.EDITION:
            return _("%(number)s is not in this register; other editions of it are.") % values
        if page.rows and page.rows[0].match is Match.PART:
            return _("%(number)s is a series; its parts are below.") % values
        return _("%(number)s is not in this register.") % values

    @cached_property
    def places(self) -> list[Place]:
        """Return the official places for a number that is not here."""
        number = self.page.asked_number
        return places_for_number(number) if self.is_missing and number is not None else []
