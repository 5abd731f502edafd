"""The demo content of requests, put in place after everything that it names."""

from collections.abc import Callable

from wagtail import hooks

from onestop.requests.demo.accounts import load_accounts
from onestop.requests.demo.cases import load_cases
from onestop.requests.demo.past import in_silence
from onestop.site import hooks as site_hooks


@hooks.register(site_hooks.LOAD_DEMO, order=80)
def load_demo(say: Callable[[str], None]) -> None:
    """Put accounts, enterprises and cases in place."""
    load_accounts(say)
    with in_silence():
        load_cases(say)
