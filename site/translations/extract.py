"""Reading the translatable strings out of Python files and Django templates, without ``xgettext``."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import templatize

FUNCTIONS = {
    # name: positions of (context, singular, plural) among the arguments
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
ALIASES = {name + suffix: name for name in FUNCTIONS for suffix in ("", "_lazy")} | {
    "gettext_noop": "gettext",
    "_": "gettext",
}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml", ".svg"}
SKIPPED_FOLDERS = {"migrations", "locale", "vendor_locale", "static", "__pycache__", "node_modules"}

_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_TEMPLATE_CALL = re.compile(
    rf"\b(?P<function>n?p?gettext|_)\(\s*(?P<args>{_STRING}(?:\s*,\s*{_STRING})*)", re.DOTALL
)


class ExtractionError(Exception):
    """A string marked for translation cannot be read without running the program."""


@dataclass(frozen=True, order=True)
class Message:
    """One translatable string: its context, its forms and the file it stands in."""

    path: str
    msgid: str
    context: str | None = None
    plural: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        """What identifies the string in a catalogue."""
        return self.context, self.msgid


def _message(path: str, function: str, texts: list[str]) -> Message:
    """Build the message of a call of ``function`` with the literal arguments ``texts``."""
    context, singular, plural = FUNCTIONS[function]
    return Message(
        path=path,
        msgid=texts[singular],
        context=None if context is None else texts[context],
        plural=None if plural is None else texts[plural],
    )


def _called(node: ast.Call, names: dict[str, str]) -> str | None:
    """Return the gettext function that ``node`` calls, if any; ``names`` maps local names to functions."""
    match node.func:
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=ast.Name(id="translation"), attr=name):
            return ALIASES.get(name)
    return None


def _imported(tree: ast.Module) -> dict[str, str]:
    """Return the local names under which ``tree`` imports gettext functions."""
    return {
        alias.asname or alias.name: ALIASES[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in ALIASES
    }


def from_python(source: str, path: str) -> Iterator[Message]:
    """Yield the messages of the Python text ``source``.

    Raises:
        ExtractionError: an argument is not a literal string, so no catalogue could ever hold it.
    """
    tree = ast.parse(source, path)
    names = _imported(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or (function := _called(node, names)) is None:
            continue
        count = max(position for position in FUNCTIONS[function] if position is not None) + 1
        texts = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant)]
        if len(texts) < count or not all(isinstance(text, str) for text in texts):
            raise ExtractionError(f"{path}:{node.lineno}: {function}() needs literal strings")
        yield _message(path, function, [str(text) for text in texts])


def from_template(source: str, path: str) -> Iterator[Message]:
    """Yield the messages of the template text ``source``, read by Django's own ``templatize``."""
    for call in _TEMPLATE_CALL.finditer(templatize(source, origin=path)):
        texts = [ast.literal_eval(text) for text in re.findall(_STRING, call["args"], re.DOTALL)]
        # ``templatize`` doubles percent signs for xgettext exactly where gettext will see them doubled.
        yield _message(path, ALIASES[call["function"]], texts)


def from_folder(folder: Path, root: Path) -> set[Message]:
    """Return the messages of all Python files and templates below ``folder``, paths relative to ``root``."""
    found: set[Message] = set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(root).as_posix()
        if SKIPPED_FOLDERS & set(name.split("/")) or not path.is_file():
            continue
        if path.suffix == ".py":
            found.update(from_python(path.read_text(encoding="utf-8"), name))
        elif path.suffix in TEMPLATE_SUFFIXES and "/templates/" in name:
            found.update(from_template(path.read_text(encoding="utf-8"), name))
    return found
