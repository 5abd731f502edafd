"""Extension points of the platform, declared here and filled by apps to the right.

They are Wagtail hooks under names of our own: an app registers in its ``wagtail_hooks.py`` with
``@hooks.register(site_hooks.HOME_PANELS)``, and nothing below needs to know it. Each name is documented with
what its functions take and return.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail import hooks

HOME_PANELS = "onestop_home_panels"
"""``f(request) -> laces Component | None``: a section of the home page; its ``order`` (100) places it.

It is kept for all readers: of the request it may depend on the site alone. Where a clock ends what it says,
its ``seconds`` tell for how long that is true."""

HOME_DOORS = "onestop_home_doors"
"""``f(request) -> onestop.site.look.parts.Door | None``: one of the large doors under the question box.

Kept for all readers likewise."""

PAGE_ACTIONS = "onestop_page_actions"
"""``f(request, subject) -> look.parts.Action | None``: a button (提出需求 …) on the page of ``subject``."""

HEALTH_CHECKS = "onestop_health_checks"
"""``f() -> (name, value)``: an entry of ``/healthz``; ``value`` is JSON-serialisable and never raises."""

SITEMAP_ENTRIES = "onestop_sitemaps"
"""``f() -> (name, django.contrib.sitemaps.Sitemap)``: a section of ``/sitemap.xml`` beyond the page tree."""

SITE_IDENTITY = "onestop_site_identity"
"""``f(request) -> onestop.site.look.parts.Identity | None``: who runs the site, for footer and meta tags."""

FOOTER_LINKS = "onestop_footer_links"
"""``f(request) -> onestop.site.look.parts.LinkGroup | None``: a column of links in the footer.

It is kept for all pages: of the request it may depend on the site alone."""

DESK_TASKS = "onestop_desk_tasks"
"""``f(request) -> Iterable[onestop.site.desk.tasks.Task]``: what the account has to do."""

SIGN_UP = "onestop_sign_up"
"""``f(request) -> look.parts.Link | None``: where somebody comes to an account; shown at the sign-in."""

FORGOTTEN_PASSWORD = "onestop_forgotten_password"  # noqa: S105 - the name of a hook
"""``f() -> str``: the address at which a forgotten password is replaced."""

ACCOUNT_HOME = "onestop_account_home"
"""``f(user) -> str | None``: where an account that is not staff is led after it has signed in."""

ACCOUNT_LINKS = "onestop_account_links"
"""``f(request) -> look.parts.Link | None``: an entry beside 退出 for an account that is not staff."""

ACCOUNT_BY_PHONE = "onestop_account_by_phone"
"""``f(phone) -> user | None``: the account that signs in with a telephone number."""

SIGN_IN_GATES = "onestop_sign_in_gates"
"""``f() -> onestop.site.accounts.gates.Gate``: what must be done between sign-in and work."""

LOAD_DEMO = "onestop_load_demo"
"""``f(say) -> None``: puts an app's demo content in place, each time; ``say(text)`` reports a line."""


def collect(name: str, *args: Any) -> Iterator[Any]:
    """Yield what the functions registered under ``name`` return for ``args``, leaving out ``None``."""
    functions: Iterable[Any] = hooks.get_hooks(name)
    for function in functions:
        result = function(*args)
        if result is not None:
            yield result
