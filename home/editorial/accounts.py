"""Who keeps accounts gives roles to others, makes nobody almighty and gives himself nothing (5.3, 三员分立).

Wagtail lets everybody who may change accounts tick “administrator”; these hooks stand before its views.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse

from wagtail.admin.auth import permission_denied


def _is_almighty_asked(request: HttpRequest) -> bool:
    return request.method == "POST" and "is_superuser" in request.POST


def create(request: HttpRequest) -> HttpResponse | None:
    """Refuse to create an almighty account, unless one asks for it."""
    if not request.user.is_superuser and _is_almighty_asked(request):
        return permission_denied(request)
    return None


def edit(request: HttpRequest, account: Any) -> HttpResponse | None:
    """Refuse to touch an almighty account, to make one, and to change one's own roles."""
    if request.user.is_superuser:
        return None
    own_roles = request.user.pk == account.pk and request.method == "POST" and _roles_differ(request, account)
    if account.is_superuser or _is_almighty_asked(request) or own_roles:
        return permission_denied(request)
    return None


def _roles_differ(request: HttpRequest, account: Any) -> bool:
    now = {str(pk) for pk in account.groups.values_list("pk", flat=True)}
    return set(request.POST.getlist("groups")) != now


def bulk(request: HttpRequest, _action: str, objects: Iterable[Any], _view: Any) -> HttpResponse | None:
    """Refuse the same for many accounts at once."""
    users = get_user_model()
    accounts = [each for each in objects if isinstance(each, users)]
    if not request.user.is_superuser and any(
        each.is_superuser or each.pk == request.user.pk for each in accounts
    ):
        return permission_denied(request)
    return None
