"""A browser of the standard library: cookies, redirects, and a page's own form as somebody fills it in."""

import random
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPException
from http.cookiejar import Cookie, CookieJar
from urllib.parse import urlencode, urljoin, urlsplit

SECONDS = 60
ANY = "*"
"""As the value of a field: any of its choices."""

RECORD = "f_"
"""Fields of a service record begin with this; each gets a sample by its type."""

SAMPLES = {"number": "80", "date": "2030-01-31", "datetime-local": ""}


class Broken(Exception):
    """The line broke: nobody knows whether the server did what it was asked."""


@dataclass(slots=True)
class Field:
    """A field of a form: its type, its value, and the choices of a list or of radio buttons."""

    kind: str
    value: str = ""
    is_required: bool = False
    choices: list[str] = field(default_factory=list)

    def filled(self, name: str) -> str | None:
        """Return what somebody puts who changes only what is empty; ``None``: nothing is sent."""
        real = [choice for choice in self.choices if choice]
        if self.kind == "checkbox":
            return self.value if self.is_required else None
        if self.kind == "select":
            first = real if name.startswith(RECORD) else self.choices
            return self.value or next(iter(first), None)
        if self.kind == "radio":
            return self.value or (random.choice(real) if real and self.is_required else None)
        if name.startswith(RECORD) and not self.value:
            return "GB/T 19001—2016" if "standard" in name else SAMPLES.get(self.kind, "示例")
        return self.value


class Forms(HTMLParser):
    """Reads the forms of a page that are sent to the page's own address."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[dict[str, Field]] = []
        self._inside = False
        self._open: Field | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form or a field."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("method") == "post" and not given.get("action")
            self.forms += [{}] * self._inside
        elif tag == "option" and self._open is not None:
            self._open.choices.append(given.get("value", ""))
            if "selected" in given:
                self._open.value = given.get("value", "")
        elif self._inside and given.get("name") and tag in {"input", "select", "textarea"}:
            self._note(tag, given)

    def _note(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text") if tag == "input" else tag
        if kind in {"file", "submit"}:
            return
        here = self.forms[-1].setdefault(name, Field(kind))
        here.is_required |= "required" in given or name.startswith(RECORD)
        if kind == "radio":
            here.choices.append(given.get("value", ""))
        if kind == "checkbox" or (tag == "input" and (kind != "radio" or "checked" in given)):
            here.value = given.get("value", "on" if kind == "checkbox" else "")
        if kind == "checkbox" and "checked" in given:
            here.is_required = True
        self._open = here if tag in {"select", "textarea"} else None

    def handle_endtag(self, tag: str) -> None:
        """Note where one ends."""
        if tag in {"select", "textarea"}:
            self._open = None
        elif tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Take the words of a larger field."""
        if self._open is not None and self._open.kind == "textarea":
            self._open.value = (self._open.value + data).strip()


@dataclass(frozen=True, slots=True)
class Page:
    """What was answered, after redirects."""

    status: int
    path: str
    text: str

    def filled(self, values: Mapping[str, str]) -> dict[str, str] | None:
        """Return the page's own form, filled in with ``values`` over what stands in it, if there is one."""
        forms = Forms(self.text).forms
        if not forms:
            return None
        data = {}
        for name, one in forms[0].items():
            value = values.get(name, one.filled(name))
            if value == ANY:
                value = random.choice([choice for choice in one.choices if choice] or [""])
            if value is not None:
                data[name] = value
        return data


class Browser:
    """One browser with cookies of its own.

    Args:
        base: Address of the server.
        address: From where it seems to come; the server must trust one proxy.
        cookies: Cookies that it has from the start.
    """

    def __init__(self, base: str, address: str, cookies: Mapping[str, str] | None = None) -> None:
        self.base, self.address, self.jar = base, address, CookieJar()
        for name, value in (cookies or {}).items():
            self.jar.set_cookie(_cookie(name, value))
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> Page:
        """Ask for a page.

        Raises:
            Broken: The line broke.
        """
        return self._ask(path, None, SECONDS)

    def post(self, path: str, data: Mapping[str, str], seconds: float = SECONDS) -> Page:
        """Send a form with the token against forgery; hang up after ``seconds`` without an answer.

        Raises:
            Broken: The line broke, or was hung up.
        """
        token = next((cookie.value or "" for cookie in self.jar if cookie.name == "csrftoken"), "")
        return self._ask(path, urlencode({"csrfmiddlewaretoken": token, **data}).encode(), seconds)

    def _ask(self, path: str, data: bytes | None, seconds: float) -> Page:
        headers = {"X-Forwarded-For": self.address}
        request = urllib.request.Request(urljoin(self.base, path), data, headers)  # noqa: S310 - our own server
        try:
            with self._opener.open(request, timeout=seconds) as answer:
                return Page(answer.status, urlsplit(answer.url).path, answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Page(error.code, urlsplit(error.url).path, _rest(error))
        except (OSError, HTTPException) as error:
            raise Broken(type(error).__name__) from error


def _rest(error: urllib.error.HTTPError) -> str:
    try:
        return error.read().decode()
    except (OSError, HTTPException) as broken:
        raise Broken(type(broken).__name__) from broken


def _cookie(name: str, value: str) -> Cookie:
    host = "127.0.0.1"
    return Cookie(
        *(0, name, value, None, False, host, False, False, "/", True, False, None),
        *(True, None, None, {}),
    )
