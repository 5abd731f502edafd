"""Links that lead nowhere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wagtail.models import Page, ReferenceIndex

from onestop.catalogue.links.models import ExternalLink
from onestop.home.editorial.addresses import edit_url
from onestop.home.editorial.finding import Finding
from onestop.home.rules import Weight


def dead_external_links() -> Iterator[Finding]:
    """Yield each official link that failed when ``check_links`` last looked."""
    for link in ExternalLink.objects.failing():
        message = _(
            "%(url)s does not answer (%(problem)s, %(count)d times in a row). Look for its new address."
        )
        values = {"url": link.url, "problem": link.get_problem_display(), "count": link.failures}
        yield Finding(
            "dead_link",
            message % values,
            weight=Weight.WARNING if link.is_shown else Weight.ERROR,
            subject=link.name,
            edit_url=edit_url(link),
        )


def links_to_hidden_pages() -> Iterator[Finding]:
    """Yield each public page that links to a page which is not public (any more)."""
    public = Page.objects.live().public()
    shown = {page.pk: page for page in public}
    references = ReferenceIndex.objects.filter(
        base_content_type=ReferenceIndex._get_base_content_type(Page),  # noqa: SLF001 - its only public form is per object
        to_content_type=ReferenceIndex._get_base_content_type(Page),  # noqa: SLF001
    )
    hidden = {str(pk): title for pk, title in Page.objects.exclude(pk__in=shown).values_list("pk", "title")}
    rows = references.filter(to_object_id__in=hidden).values_list("object_id", "to_object_id", "model_path")
    for source, target, path in rows:
        page = shown.get(int(source))
        if page is not None:
            message = _("It links to “%(title)s”, which is not public. Change the link or publish that page.")
            yield Finding("hidden_link", message % {"title": hidden[target]}, page, path.split(".")[0])
