"""Where visitors find the directories: a column of the footer."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from onestop.catalogue.experts.pages import ExpertDirectoryPage
from onestop.catalogue.institutions.pages import InstitutionDirectoryPage
from onestop.catalogue.links.pages import LinkDirectoryPage
from onestop.site.look.chrome import chrome_for
from onestop.site.look.parts import LinkGroup


def directories(request: HttpRequest) -> LinkGroup | None:
    """Return the directories that are published and not in the main menu."""
    frame = chrome_for(request)
    kinds = (InstitutionDirectoryPage, ExpertDirectoryPage, LinkDirectoryPage)
    links = tuple(link for kind in kinds for link in frame.links_to(kind))
    return LinkGroup(_("Look up"), links, order=20) if links else None
