"""What nobody should send to a form, sent to it; and what is to be said of every answer."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from onestop.tests.factories.forms_places import Place
from onestop.tests.factories.forms_reading import Form, filled, html_of, messages_of, read

MARKUP = '<script>probe()</script><b>"😀𠮷\U000323af'
CONTROLS = "=1+1\x0b\x1b\x02\x7f\u202e\ufffe@SUM(A1)"
HALVES = "示\ud800例\udfff"
LONG = "长" * 100_000
MOST_LONG = 7
"""So many texts of a form are made that long at once: more would be refused as a whole, as 2.5 MB."""

NOWHERE, ELSEWHERE = "987654321", "(a row that is not offered)"
HUGE = "9" * 20
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WRITES = re.compile(r"\s*(?:INSERT INTO|DELETE FROM) \W?(\w+)", re.IGNORECASE)
NO_CONTENT = frozenset(
    {
        "django_session",
        "usersessions_usersession",
        "requests_press",
        "requests_accesslog",
        "wagtailadmin_editingsession",
        "wagtailcore_referenceindex",
    }
)
"""Tables of which a refused form may leave rows: who was here, what was pressed."""

OF_SCRIPTS = frozenset({"wagtaildocs:add_multiple", "wagtailimages:add_multiple"})
"""Forms that a script sends a file a time, and never without one: only their files are tried."""

RICH = (
    '{"blocks":[{"key":"a","text":"%s","type":"unstyled","depth":0,"inlineStyleRanges":[],'
    '"entityRanges":[]}],"entityMap":{}}'
)
EMPTIED = frozenset({"text", "rich", "number", "date", "choice", "reference"})
Values = dict[str, tuple[str, ...]]
MISUSES: dict[str, Values] = {
    "nothing": dict.fromkeys(EMPTIED, ("",)),
    "impossible": {
        "text": ("一\x00二",),
        "rich": (RICH % r"一\u0000二",),
        "number": ("1e309", "NaN", "十"),
        "date": ("0000-00-00", "2024-02-30", "2024-13-01T99:99"),
        "choice": ("no-such",),
        "reference": (ELSEWHERE, NOWHERE, "a'b"),
        "managed": ("-1",),
    },
    "odd": {
        "text": (MARKUP + CONTROLS + HALVES,),
        "rich": (RICH % (MARKUP.replace('"', '\\"') + r"=1+1\u000b\u001b\ud800"),),
        "number": ("-1",),
        "date": ("9999-12-31",),
    },
    "huge": {"text": (LONG,), "number": (HUGE,), "reference": (HUGE,)},
    "broken": {"rich": ("{[",), "managed": ("text",), "hidden": ("\x00{",)},
    "endless": {"managed": ("99999999",)},
}
"""What is sent by the kind of a control, in turn where there are several; what has none stays as it is."""

PEELED = frozenset({"odd", "huge"})
"""Of these what is refused is taken back, so that what is not comes as far as the database."""

FILES = {
    "无效.xlsx": b"PK\x03\x04 not a workbook",
    "空.csv": b"",
    "页.pdf": b"MZ\x90\x00 a program",
    "图.png": b"\x89PNG\r\n\x1a\n\x00\x00",
    "名\u202e.csv": "编号,名称\r\n\x00,=1+1\r\n<script>probe()</script>,𠮷😀\r\n".encode(),
}


@dataclass(slots=True)
class Answer:
    """An answer, with what was written for it and what was wrong."""

    response: Any = None
    after: Any = None
    wrong: str = ""
    written: set[str] = field(default_factory=set)
    grown: list[str] = field(default_factory=list)


def _body(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name)}={quote(value, errors='surrogatepass')}" for name, value in pairs)


def send(
    client: Client,
    url: str,
    pairs: list[tuple[str, str]],
    files: list[Any] | None = None,
    follow: bool = False,
) -> Answer:
    """Send a form, look at where it leads if ``follow`` says so, and undo it."""
    answer = Answer()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITES.match(sql):
            answer.written.add(found.group(1))
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        try:
            answer.response = _post(client, url, pairs, files)
            if follow and answer.response.status_code in {301, 302}:
                answer.after = client.get(urljoin(url, answer.response.headers["Location"]))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault
            answer.wrong = f"{type(error).__name__}: {str(error)[:160]}"
        broken = connection.needs_rollback
        kept = {} if broken or answer.wrong else _count(answer.written - NO_CONTENT)
        transaction.set_rollback(True)
    if kept:
        before = _count(kept)
        answer.grown = [name for name, number in kept.items() if number != before[name]]
    return answer


def _post(client: Client, url: str, pairs: list[tuple[str, str]], files: list[Any] | None) -> Any:
    if files is None:
        return client.generic("POST", url, _body(pairs), content_type="application/x-www-form-urlencoded")
    data: dict[str, Any] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value.encode(errors="surrogatepass"))
    return client.post(url, {**data, **dict(files)})


def _count(tables: Any) -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608 - a name of our own
            found[table] = cursor.fetchone()[0]
    return found


def attack(client: Client, place: Place) -> Iterator[str]:
    """Yield what a form does wrong when it is misused."""
    forms, _links = read(client.get(place.url))
    if place.number >= len(forms):
        yield f"{place.name} as {place.who}: the form is not there any more"
        return
    form = forms[place.number]
    url = urljoin(place.url, form.action or place.url)
    for misuse in () if place.name in OF_SCRIPTS else _fitting(form):
        for wrong in _misuse(client, url, form, misuse):
            yield f"{place.name} as {place.who} ({misuse}): {wrong}"
    if form.has_files:
        for wrong in _uploads(client, url, form):
            yield f"{place.name} as {place.who} (file): {wrong}"


def _fitting(form: Form) -> list[str]:
    """Return the misuses that find something to misuse in a form."""
    kinds = {each.kind for each in form.controls}
    return [name for name, values in MISUSES.items() if name == "nothing" or kinds & values.keys()]


def _pairs(form: Form, values: Values, kept: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Return what is sent: ``kept`` names what stays as it was."""
    found, turns, longest = [], Counter[str](), 0
    for control in form.controls:
        if control.name == "csrfmiddlewaretoken" or control.kind == "file":
            continue
        value, ways = filled(control), values.get(control.kind)
        if ways and not _is_kept(control.name, kept):
            value = ways[turns[control.kind] % len(ways)]
            turns[control.kind] += 1
            value = (control.elsewhere or NOWHERE) if value == ELSEWHERE else value
            longest += value is LONG
            value = filled(control) if value is LONG and longest > MOST_LONG else value
        if value is not None:
            found.append((control.name, value))
    publish = next((each for each in form.buttons if each[0] in {"action-publish", "action-submit"}), None)
    return [*found, publish or (form.buttons[0] if form.buttons else ("", ""))]


def _is_kept(name: str, kept: frozenset[str]) -> bool:
    return any(name == each or name.startswith((f"{each}-", f"{each}_")) for each in kept)


def _misuse(client: Client, url: str, form: Form, misuse: str) -> Iterator[str]:
    kept: frozenset[str] = frozenset()
    while True:
        answer = send(client, url, _pairs(form, MISUSES[misuse], kept), follow=misuse == "odd")
        yield from faults(answer)
        if misuse == "impossible":
            yield from _taken_from_elsewhere(form, answer)
        refused = frozenset(messages_of(answer.response)) if answer.response is not None else frozenset()
        if answer.wrong or kept or not refused or misuse not in PEELED:
            return
        kept = refused


def _taken_from_elsewhere(form: Form, answer: Answer) -> Iterator[str]:
    """Yield the control whose form was refused, but not for the row that it does not offer."""
    said = messages_of(answer.response) if answer.response is not None else {}
    first = next((each for each in form.controls if each.kind == "reference"), None)
    if said and first is not None and first.elsewhere and first.name not in said:
        yield f"{first.name} takes a row that it does not offer"


def _uploads(client: Client, url: str, form: Form) -> Iterator[str]:
    names = [each.name for each in form.controls if each.kind == "file"]
    for name, content in FILES.items():
        files = [(each, SimpleUploadedFile(name, content)) for each in names]
        answer = send(client, url, _pairs(form, {}), files)
        for wrong in faults(answer):
            yield f"{name}: {wrong}"


def faults(answer: Answer) -> Iterator[str]:
    """Yield what is wrong with an answer."""
    if answer.wrong:
        yield answer.wrong
        return
    for response in filter(None, (answer.response, answer.after)):
        html = html_of(response)
        if response.status_code >= 500:
            yield f"status {response.status_code}"
        if html and not CHINESE.search(html):
            yield f"status {response.status_code} without a word of Chinese"
        if "<script>probe" in html:
            yield "markup that was typed stands in the page as markup"
    said = messages_of(answer.response)
    for name, lines in said.items():
        for line in lines:
            if not CHINESE.search(line):
                yield f"{name} is refused in English: {line[:90]}"
    if said and answer.grown:
        yield f"refused, and yet written: {', '.join(answer.grown)}"
