"""Demo content of the catalogue, gathered from its subpackages."""

from collections.abc import Callable

from onestop.catalogue.demo import words
from onestop.catalogue.experts import demo as experts
from onestop.catalogue.institutions import demo as institutions
from onestop.catalogue.links import demo as links
from onestop.catalogue.organisations import demo as organisations
from onestop.catalogue.services import demo as services
from onestop.site.demo import many_pages


def load_demo(say: Callable[[str], None]) -> None:
    """Put everything in place that is not there yet; what somebody has changed since stays as it is."""
    organisations.load(say)
    with many_pages():
        services.load(say)
    links.load(say)
    experts.load(say)
    institutions.load(say)
    words.load(say)
