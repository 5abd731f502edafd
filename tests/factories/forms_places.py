"""Where the admin has forms: found from addresses and registries, so that a new one is found by itself."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from wagtail.contrib.settings.registry import registry
from wagtail.models import Page, get_page_models

from onestop.requests.workflow import actions
from onestop.requests.workflow.actors import Actor
from onestop.requests.workflow.models import ServiceRequest
from onestop.tests.factories.forms_reading import Form, read

ADMIN = "/admin/"
ROOTS = (ADMIN, "/my/")
ADMINISTRATOR, ENTERPRISE = "admin", "enterprise"
DESK_ACCOUNTS = ("agent", "head", "station", "window", "outlet", "provider", "expert", "supervisor")
"""Accounts of the demo."""

NO_FORM = frozenset({"wagtailadmin_logout", "wagtailadmin_error_test", "wagtailadmin_login"})
DESKS = ("requests_", "wagtailadmin_home")
"""Names of addresses that are not for who may do everything else: nobody but the desks reads cases."""

NUMBERS = re.compile(r"\d+")
STEP, OWN_STEP = "requests_desk_action", "requests_my_action"
ADD_PAGE, EDIT_PAGE = "wagtailadmin_pages:add", "wagtailadmin_pages:edit"


@dataclass(frozen=True, slots=True)
class Place:
    """A form of a page, as an account finds it."""

    name: str
    who: str
    url: str
    number: int = 0


@dataclass(slots=True)
class Found:
    """What a walk found.

    Attributes:
        places: The forms.
        seen: Names of addresses that answered with a page.
        closed: Names of those that did not let somebody in.
        known: Views and controls of the forms.
        came_from: The last address that led on to another of its kind.
        faults: Addresses that failed.
    """

    places: list[Place] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    known: set[tuple[str, ...]] = field(default_factory=set)
    came_from: str = ""

    def is_new(self, url: str, form: Form) -> bool:
        """Tell whether no form of the same view with the same controls was met before."""
        try:
            view = resolve(urlsplit(urljoin(url, form.action or url)).path).view_name
        except Resolver404:
            view = form.action
        sign = (view, *sorted({NUMBERS.sub("0", each.name) for each in form.controls}))
        new = sign not in self.known
        self.known.add(sign)
        return new


def patterns() -> Iterator[tuple[str, str]]:
    """Yield name and route of every address below the admin."""
    yield from _below(get_resolver().url_patterns, "", "")


def _below(rows: Iterable[Any], route: str, space: str) -> Iterator[tuple[str, str]]:
    for row in rows:
        here = route + str(row.pattern).lstrip("^")
        if isinstance(row, URLResolver):
            inner = f"{space}{row.namespace}:" if row.namespace else space
            yield from _below(row.url_patterns, here, inner)
        elif isinstance(row, URLPattern) and row.name and here.startswith(ADMIN.lstrip("/")):
            yield space + row.name, here


def starts() -> Iterator[str]:
    """Yield where a walk begins: addresses without arguments, and those of every page type."""
    for name, _route in patterns():
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue
    for settings in registry:
        yield reverse("wagtailsettings:edit", args=[settings._meta.app_label, settings._meta.model_name])
    for model in get_page_models():
        yield from _of_page_type(model)


def _of_page_type(model: type[Page]) -> Iterator[str]:
    meta = model._meta
    for parent in model.allowed_parent_page_models() if model.is_creatable else []:
        if above := parent.objects.exclude(depth=1).first() if parent is not Page else None:
            yield reverse(ADD_PAGE, args=[meta.app_label, meta.model_name, above.pk])
            break
    if page := model.objects.exact_type(model).exclude(depth=1).first():
        yield reverse(EDIT_PAGE, args=[page.pk])


def walk(found: Found, who: str, first: Iterable[str], *, far: bool = True) -> None:
    """Open what ``first`` names and what can be reached from there, one address of each kind.

    Args:
        found: What is added to.
        who: Whose account.
        first: Addresses.
        far: Whether to go on to other pages; else only to what the same page offers by its query.
    """
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=who))
    waiting, met = deque(first), set()
    while waiting:
        url = urldefrag(waiting.popleft()).url
        url = url if far is False else urlsplit(url).path
        try:
            name = _name_of(url)
        except Resolver404:
            continue
        foreign = who != ADMINISTRATOR and not name.startswith(DESKS)
        if name in met | found.seen or foreign or name.split(" ", 1)[0] in NO_FORM:
            continue
        met.add(name)
        links = _open(found, client, who, url, name)
        own = name.startswith((STEP, OWN_STEP))  # whose form may have to be chosen first, by a link
        waiting.extend(urljoin(url, each) for each in links if far or (own and each.startswith("?")))
        waiting = deque(each for each in waiting if each.startswith(ROOTS))


def _name_of(url: str) -> str:
    """Return what makes an address one of a kind: its name, what in it is no number, the type of a page.

    Raises:
        Resolver404: there is no such address.
    """
    path, _mark, query = url.partition("?")
    found = resolve(path)
    said = [str(each) for each in (*found.args, *found.kwargs.values())]
    kinds = [each for each in said if not each.isdecimal() and "-" not in each[:4]]
    if found.view_name == EDIT_PAGE:
        page = Page.objects.get(pk=said[0])
        kinds = [page.cached_content_type.app_label, page.cached_content_type.model]
    return " ".join([found.view_name, *kinds, *([query] if query else [])])


def _open(found: Found, client: Client, who: str, url: str, name: str) -> list[str]:
    response: Any = client.get(url)
    if response.status_code >= 500:
        found.faults.append(f"{who} GET {url}: {response.status_code}")
    if response.status_code != 200:
        target = urljoin(url, response.headers.get("Location", url)).partition("?")[0]
        if target not in {url, found.came_from} and target.startswith(ADMIN) and _name_of(target) == name:
            found.came_from = url  # the settings of a site lead on to themselves with its number
            return _open(found, client, who, target, name)
        found.closed.add(name)
        return [response.headers["Location"]] if response.status_code in {301, 302} else []
    found.seen.add(name)
    forms, links = read(response)
    found.places += [
        Place(name, who, url, number)
        for number, form in enumerate(forms)
        if _is_own(form) and found.is_new(url, form)
    ]
    return links


def _is_own(form: Form) -> bool:
    """Tell whether a form belongs to its page: signing out stands on every one."""
    return not form.action.endswith("/logout/") and bool(form.controls)


def every_form() -> Found:
    """Return the forms of the admin, and those of the steps of a case for its enterprise."""
    found = Found()
    walk(found, ADMINISTRATOR, starts())
    for who in DESK_ACCOUNTS:
        walk(found, who, _own_starts())
    steps(found)
    walk(found, ADMINISTRATOR, _unlinked(found), far=False)
    return found


def _unlinked(found: Found) -> list[str]:
    """Return an address of each register to which nothing leads: it is to be closed, or is one more form."""
    names = all_registers() - found.seen - found.closed
    return [reverse(name, args=["1"]) for name in names if name.endswith(("_edit", ":edit"))]


def _own_starts() -> list[str]:
    """Return where an account of the desks begins."""
    plain = [name for name, route in patterns() if name.startswith(DESKS) and not {"<", "("} & set(route)]
    return [ADMIN, *(reverse(name) for name in plain)]


def steps(found: Found) -> None:
    """Add the form of every step that somebody can take on some case of the demo."""
    names = {action.name for action in actions._actions.values()}
    for who in (*DESK_ACCOUNTS, ENTERPRISE):
        view = OWN_STEP if who == ENTERPRISE else STEP
        user = get_user_model().objects.get(username=who)
        for case in ServiceRequest.objects.for_user(user).filed().order_by("-pk"):
            left = names - {name for name in names if seen_as(found, name)}
            offered = [each for each in actions.offered(Actor.of(user, case), case) if each.name in left]
            urls = [reverse(view, args=[case.number, each.name]) for each in offered]
            if urls:
                walk(found, who, urls, far=False)


def seen_as(found: Found, step: str) -> bool:
    """Tell whether the form of a step was met, on a desk or in the enterprise's room."""
    return bool({f"{STEP} {step}", f"{OWN_STEP} {step}"} & found.seen)


def all_steps() -> set[str]:
    """Return the names of all steps of cases."""
    return set(actions._actions)


def all_pages() -> set[str]:
    """Return the names of the addresses where each page type is edited, and made where one more may be."""
    found = set()
    for model in get_page_models():
        kind = f"{model._meta.app_label} {model._meta.model_name}"
        if model.objects.exact_type(model).exclude(depth=1).exists():
            found.add(f"{EDIT_PAGE} {kind}")
        if any(True for url in _of_page_type(model) if "/add/" in url):
            found.add(f"{ADD_PAGE} {kind}")
    return found


def all_registers() -> set[str]:
    """Return the names of the addresses where rows of registers, snippets and settings are made or edited."""
    names = {name for name, _route in patterns()}
    settings = {f"wagtailsettings:edit {each._meta.app_label} {each._meta.model_name}" for each in registry}
    return settings | {
        name
        for name in names
        if name.endswith(("_modeladmin_create", "_modeladmin_edit"))
        or (name.startswith("wagtailsnippets_") and name.endswith((":add", ":edit")))
    }
