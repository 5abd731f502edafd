"""The enterprise's own room below ``/my/``: its sections, and who is let in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onestop.requests.enterprises.models import Enterprise, Membership, MembershipRole
from onestop.site.look.parts import Link

P = ParamSpec("P")
Response = TypeVar("Response", bound=HttpResponseBase)
CHOSEN = "enterprise"
"""Key of the session: in whose room somebody is who acts for several enterprises."""


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the room's navigation.

    Attributes:
        title: What the entry says.
        url_name: Name of its address, without arguments.
        order: Place; 我的需求 is 10, 设置 is 90.
        count: ``f(membership) -> int``: how many things wait there; shown when there are some.
    """

    title: str | Promise
    url_name: str
    order: int = 50
    count: Callable[[Membership], int] | None = None


_sections: dict[str, Section] = {}


def register(*sections: Section) -> None:
    """Show ``sections`` in the navigation of the room; a later package calls it in its ``attach.py``."""
    _sections.update({section.url_name: section for section in sections})


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the entries of the navigation for the member that ``request`` is from."""
    membership: Membership | None = getattr(request, "membership", None)
    entries = []
    for section in sorted(_sections.values(), key=lambda each: (each.order, each.url_name)):
        try:
            url = reverse(section.url_name)
        except NoReverseMatch:  # a package that is not installed yet
            continue
        entries.append(
            {
                "title": section.title,
                "url": url,
                "current": request.path == url or (section.order > FIRST and request.path.startswith(url)),
                "count": section.count(membership) if section.count and membership else 0,
            }
        )
    return entries


FIRST = 10
"""Order of the room's first page, whose address begins all others."""


def memberships_of(user: Any) -> list[Membership]:
    """Return for which enterprises ``user`` acts, the oldest first."""
    found = Membership.objects.current().filter(user=user, enterprise__merged_into__isnull=True)
    rows = list(found.select_related("enterprise__region").order_by("since", "pk"))
    for each in rows:
        each.user = user
    return rows


def member_required(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Let only members of an enterprise in; the view finds ``request.membership`` and ``request.enterprise``.

    Nobody signed in: to the sign-in and back. Signed in, but a member of none: to the page that says how to
    become one. Whatever is answered is kept out of caches and indices.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        found = memberships_of(request.user)
        if not found:
            return redirect("requests_no_enterprise")
        chosen = request.session.get(CHOSEN)
        membership = next((each for each in found if each.enterprise_id == chosen), found[0])
        request.membership = membership  # type: ignore[attr-defined]
        request.enterprise = membership.enterprise  # type: ignore[attr-defined]
        request.other_enterprises = [each.enterprise for each in found if each != membership]  # type: ignore[attr-defined]
        return keep_private(view(request, *args, **kwargs))

    return guarded


def keep_private(response: Response) -> Response:
    """Keep an answer out of every cache and every index."""
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def membership_of(request: HttpRequest) -> Membership:
    """Return the membership that ``member_required`` has found."""
    found: Membership = request.membership  # type: ignore[attr-defined]
    return found


def enterprise_of(request: HttpRequest) -> Enterprise:
    """Return the enterprise in whose room ``request`` is."""
    return membership_of(request).enterprise


def is_owner(request: HttpRequest) -> bool:
    """Tell whether the member may invite, remove and change basic information."""
    return membership_of(request).role == MembershipRole.OWNER


def trail(*further: tuple[str, str]) -> list[Link]:
    """Return the way to a page of the room: home, the room, ``further``; the last without an address."""
    return [Link(_("Home"), "/"), Link(_("My room"), "/my/" if further else ""), *(Link(*f) for f in further)]
