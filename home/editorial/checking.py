"""Running the checks and keeping what they found."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q

from wagtail.models import Page

from onestop.home.editorial.checks import CHECKS
from onestop.home.editorial.finding import Finding
from onestop.home.editorial.models import SiteFinding
from onestop.home.rules import Weight


def check_site() -> Iterator[Finding]:
    """Yield what all checks find, errors first within each."""
    for check in CHECKS:
        yield from sorted(check(), key=lambda finding: finding.weight is not Weight.ERROR)


def keep(findings: list[Finding], code: str = "") -> None:
    """Put ``findings`` in place of those of the last check (of one rule), all or nothing."""
    with transaction.atomic():
        SiteFinding.objects.filter(**({"code": code} if code else {})).delete()
        SiteFinding.objects.bulk_create(
            SiteFinding(
                code=finding.code,
                weight=finding.weight.value,
                page_id=finding.page.pk if finding.page else None,
                field=finding.field,
                title=finding.title[:255],
                message=finding.message,
                address=finding.address[:500],
            )
            for finding in findings
        )


def forget(instance: Page, **_kwargs: Any) -> None:
    """Take off the desk what was said of a page that was published or taken down since.

    Whoever puts something right must not find it there until the night; what still holds comes back then.
    """
    news = Q(code="stale_site") | Q(page=instance.get_parent(), code__in=("empty_column", "stale_column"))
    SiteFinding.objects.filter(Q(page=instance.pk) | news).delete()
