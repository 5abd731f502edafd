"""Public pages that lead to a policy that no longer counts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail.models import Page, ReferenceIndex

from onestop.home.editorial.finding import Finding
from onestop.home.policy.models import PolicyPage
from onestop.home.rules import Weight


def links_to_ended_policies() -> Iterator[Finding]:
    """Yield each public page whose text links to a policy that was repealed or revised.

    An interpretation of such a policy says so itself, and one ended policy may name another.
    """
    public = Page.objects.live().public()
    ended = {str(page.pk): page for page in PolicyPage.objects.live() if page.has_ended}
    references = ReferenceIndex.objects.filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page),  # noqa: SLF001 - public per object only
        to_object_id__in=ended,
        to_content_type=ReferenceIndex._get_base_content_type(Page),  # noqa: SLF001
    )
    rows = list(references.values_list("object_id", "to_object_id", "model_path"))
    shown = {page.pk: page for page in public.filter(pk__in={int(source) for source, _to, _path in rows})}
    for source, target, path in rows:
        page = shown.get(int(source))
        if page is not None and source not in ended and path != "policies":
            message = _("It links to “%(title)s”, which no longer counts. Look whether the text still holds.")
            values = {"title": ended[target].title}
            yield Finding("ended_policy", message % values, page, path.split(".")[0], Weight.WARNING)
