"""Comparing the strings of the source with the catalogues, and bringing a catalogue up to date."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import polib

from onestop.site.translations import catalogues
from onestop.site.translations.catalogues import Key, key_of
from onestop.site.translations.extract import Message, from_folder

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)(?:%%)*%[sdrif](?![\w%])|\{\w*\}")


def placeholders(text: str) -> list[str]:
    """Return the format placeholders of ``text``, sorted: ``%(name)s``, ``%s`` and ``{name}``."""
    return sorted(match.replace("%%", "") for match in _PLACEHOLDER.findall(text))


def _translations(entry: polib.POEntry) -> list[str]:
    """Return the translated forms of ``entry``: one, or those of its plurals."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def entry_faults(entry: polib.POEntry) -> Iterator[str]:
    """Yield what is wrong with ``entry`` itself: fuzzy, empty, or other placeholders than its source."""
    if entry.fuzzy:
        yield "fuzzy"
    translations = _translations(entry)
    if not translations or not all(text.strip() for text in translations):
        yield "not translated"
        return
    wanted = placeholders(entry.msgid_plural or entry.msgid)
    for text in translations:
        if placeholders(text) != wanted:
            yield f"placeholders {placeholders(text)} instead of {wanted}"


def catalogue_faults(catalogue: polib.POFile, messages: Iterable[Message], name: str) -> Iterator[str]:
    """Yield a line for every difference of ``catalogue`` (called ``name``) from the source's ``messages``."""
    wanted = {message.key: message for message in messages}
    present = {key_of(entry): entry for entry in catalogue if not entry.obsolete}
    for key in sorted(wanted.keys() - present.keys(), key=str):
        yield f"{name}: missing: {key[1]!r} ({wanted[key].path})"
    for key, entry in present.items():
        if key not in wanted:
            yield f"{name}: obsolete: {key[1]!r}"
            continue
        if (entry.msgid_plural or None) != wanted[key].plural:
            yield f"{name}: other plural than the source: {key[1]!r}"
        for fault in entry_faults(entry):
            yield f"{name}: {fault}: {key[1]!r}"
    for entry in catalogue.obsolete_entries():
        yield f"{name}: obsolete: {entry.msgid!r}"


def conflicts(loaded: dict[str, polib.POFile]) -> Iterator[str]:
    """Yield strings that two apps translate differently: Django would silently show one of them in both."""
    seen: dict[Key, dict[str, str]] = defaultdict(dict)
    for name, catalogue in loaded.items():
        for entry in catalogue.translated_entries():
            seen[key_of(entry)][name] = "|".join(_translations(entry))
    for (_, msgid), texts in seen.items():
        if len(set(texts.values())) > 1:
            shown = ", ".join(f"{name} {text!r}" for name, text in texts.items())
            yield f"translated differently, use one wording or pgettext: {msgid!r}: {shown}"


def faults(apps: Iterable[str]) -> Iterator[str]:
    """Yield a line for every fault in the catalogues of the folders ``apps``."""
    loaded = {"vendor": catalogues.load(catalogues.VENDOR)}
    for app in apps:
        loaded[app] = catalogues.load(catalogues.path_of(app))
        yield from catalogue_faults(loaded[app], from_folder(catalogues.ROOT / app, catalogues.ROOT), app)
    yield from conflicts(loaded)


def update(app: str) -> tuple[int, int]:
    """Add an empty entry for each string of ``app`` that has none, and drop those no source has any more.

    Returns:
        How many were added and dropped. Entries stand in the order of file and string: changes stay small.
    """
    path = catalogues.path_of(app)
    old = {key_of(entry): entry for entry in catalogues.load(path) if not entry.obsolete}
    files: dict[Key, list[str]] = defaultdict(list)
    plurals: dict[Key, str | None] = {}
    for message in sorted(
        from_folder(catalogues.ROOT / app, catalogues.ROOT), key=lambda m: (m.path, m.msgid)
    ):
        files[message.key].append(message.path)
        plurals[message.key] = message.plural
    if not files and not path.exists():
        return 0, 0
    new = catalogues.load(path)
    new.clear()
    for key, paths in files.items():
        entry = old.get(key) or polib.POEntry(msgctxt=key[0], msgid=key[1])
        entry.occurrences = [(name, "") for name in dict.fromkeys(paths)]
        entry.msgid_plural = plurals[key] or ""
        if entry.msgid_plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: ""}
        new.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    return len(files.keys() - old.keys()), len(old.keys() - files.keys())
