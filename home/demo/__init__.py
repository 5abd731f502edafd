"""Demo content of ``home``: pages with published facts, the settings of the footer, one account a role."""

from collections.abc import Callable

from onestop.home.demo.accounts import create_accounts
from onestop.home.demo.columns import create_columns
from onestop.home.demo.pages import create_pages

__all__ = ["create_accounts", "create_columns", "create_pages", "load_demo"]


def load_demo(say: Callable[[str], None]) -> None:
    """Put everything in place that is not there yet; what an editor has changed since stays as it is."""
    create_pages()
    create_accounts(say)
