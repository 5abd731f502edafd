"""Who acts: an account, somebody who holds the link of a case, or the platform itself."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from onestop.requests.workflow import roles
from onestop.requests.workflow.choices import OFFICE_FIRST, Role

if TYPE_CHECKING:
    from onestop.catalogue.models import Organisation
    from onestop.requests.workflow.models import ServiceRequest


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, and as what he may act on the case at hand.

    Attributes:
        user: The account, if any.
        roles: As what; empty for a stranger.
        office: Where the account works, for the record.
    """

    user: Any = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    office: "Organisation | None" = None

    @classmethod
    def of(cls, user: Any, case: "ServiceRequest | None" = None) -> Self:
        """Return ``user`` towards ``case``; without a case, what the account's groups give."""
        if not getattr(user, "is_authenticated", False):
            return cls(roles=frozenset({Role.VISITOR}) if case is None else frozenset())
        given = roles.roles_of(user) if case is None else roles.towards(user, case)
        return cls(user, given, roles.workplace(user))

    @classmethod
    def holder(cls) -> Self:
        """Return whoever has proved, by telephone or by signed link, to have filed the case."""
        return cls(roles=frozenset({Role.VISITOR, Role.ENTERPRISE}))

    def role_for(self, allowed: tuple[Role, ...]) -> Role | None:
        """Return as which of the ``allowed`` roles to act, the one nearest to the case first."""
        return next((role for role in OFFICE_FIRST if role in self.roles and role in allowed), None)


SYSTEM = Actor(roles=frozenset({Role.SYSTEM}))
"""The platform itself: rules and clocks."""
