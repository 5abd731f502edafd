"""One account a role."""

import os
import secrets
from collections.abc import Callable, Iterable
from functools import cache

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from onestop.site.roles import AUDITOR, EDITORS, REVIEWERS, SYSTEM_ADMIN

ACCOUNTS = (
    ("admin", "管理员", None),
    ("editor", "编辑", EDITORS),
    ("reviewer", "审核", REVIEWERS),
    ("keeper", "系统管理员", SYSTEM_ADMIN),
    ("auditor", "审计员", AUDITOR),
)
"""Name to sign in with, name shown, group; ``None`` may do everything, an empty group gives nothing."""


@cache
def _random() -> str:
    return secrets.token_urlsafe(12)


@cache
def _hashed(password: str) -> str:
    """Return the hash of the one password of all demo accounts: making it is meant to be slow."""
    return make_password(password)


def create_accounts(
    say: Callable[[str], None], accounts: Iterable[tuple[str, str, str | None]] = ACCOUNTS
) -> None:
    """Create the accounts that are missing.

    The password is ``DEMO_PASSWORD``, then also set for accounts that exist; else one is made at random for
    all the new ones and said.
    """
    users = get_user_model()
    given = os.environ.get("DEMO_PASSWORD", "")
    password = given or _random()
    created = []
    for username, shown, group in accounts:
        user, new = users.objects.get_or_create(
            username=username,
            defaults={"last_name": shown, "is_superuser": group is None, "is_staff": group is None},
        )
        if new or (given and not user.check_password(given)):
            user.password = _hashed(password)
            user.save(update_fields=["password"])
        if new:
            created.append(username)
            if group:
                user.groups.add(Group.objects.get_or_create(name=group)[0])
    if created:
        secret = "DEMO_PASSWORD" if given else password
        say(f"accounts {', '.join(created)}; password {secret}")
