"""The rules of each page type: source and date, missing elements of a guide, headings, pictures."""

from collections.abc import Iterator

from wagtail.models import Page

from onestop.catalogue.services.models import ServiceItemPage
from onestop.catalogue.services.rules import faults as guide_faults
from onestop.home.editorial.checks.public import public_pages
from onestop.home.editorial.finding import Finding
from onestop.home.rules import faults


def page_rules() -> Iterator[Finding]:
    """Yield what each public page's own rules say."""
    for page in public_pages():
        yield from broken_rules(page)


def broken_rules(page: Page) -> Iterator[Finding]:
    """Yield what the rules say of ``page`` as it is or as a version has it."""
    if isinstance(page, ServiceItemPage):
        for broken in guide_faults(page):
            yield Finding("guide", str(broken.message), page, broken.field)
    for fault in faults(page):
        yield Finding(fault.code, fault.message, page, fault.field, fault.weight)
