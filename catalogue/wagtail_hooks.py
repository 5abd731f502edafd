"""What the catalogue attaches to the site and its admin: only registrations, made in the subpackages."""

from collections.abc import Callable

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from onestop.catalogue.coverage.menu import DirectoriesGroup
from onestop.catalogue.demo import load_demo
from onestop.site import hooks as site_hooks

modeladmin_register(DirectoriesGroup)


@hooks.register(site_hooks.LOAD_DEMO, order=50)
def demo(say: Callable[[str], None]) -> None:
    """Put the catalogue's demo content in place."""
    load_demo(say)
