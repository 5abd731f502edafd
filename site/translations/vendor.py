"""Strings that Wagtail and its companions leave in English, translated here so that the admin speaks Chinese.

They stand in catalogues of their own (``site/vendor_locale``, found by LOCALE_PATHS): no source of ours
holds them. They must contain what the packages' English catalogues list and their Chinese ones lack, and may
correct a word of the Chinese ones, with a translator's comment that says why.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

from onestop.site.translations import catalogues
from onestop.site.translations.catalogues import Key, key_of
from onestop.site.translations.check import entry_faults

FOLDER = catalogues.ROOT / "site" / "vendor_locale" / catalogues.LOCALE / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")


def path_of(domain: str) -> Path:
    """Return the path of our catalogue of the gettext domain ``domain``."""
    return FOLDER / f"{domain}.po"


def _translated(package: Path, domain: str) -> set[Key]:
    """Return what the package in the folder ``package`` has in Chinese."""
    compiled = package / "locale" / catalogues.LOCALE / "LC_MESSAGES" / f"{domain}.mo"
    if not compiled.exists():
        return set()
    return {key_of(entry) for entry in polib.mofile(str(compiled)) if entry.msgstr or entry.msgstr_plural}


def untranslated(packages: Iterable[Path], domain: str) -> dict[Key, tuple[str, polib.POEntry]]:
    """Return the strings that no package has in Chinese: by key, the package's name and the English entry."""
    listed: dict[Key, tuple[str, polib.POEntry]] = {}
    done: set[Key] = set()
    for package in packages:
        source = package / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if source.exists():
            done |= _translated(package, domain)
            listed |= {key_of(entry): (package.name, entry) for entry in polib.pofile(str(source))}
    return {key: found for key, found in listed.items() if key not in done}


def is_correction(entry: polib.POEntry) -> bool:
    """Tell whether ours stands in place of a translation of theirs."""
    return bool(entry.tcomment)


def faults(packages: list[Path]) -> Iterator[str]:
    """Yield a line for every string that is missing, not needed any more or wrongly translated."""
    for domain in DOMAINS:
        wanted = untranslated(packages, domain)
        present = {key_of(entry): entry for entry in catalogues.load(path_of(domain))}
        missing = sorted(wanted.keys() - present.keys(), key=str)
        yield from (f"vendor: missing: {key[1]!r} ({wanted[key][0]})" for key in missing)
        needless = (key for key in present.keys() - wanted.keys() if not is_correction(present[key]))
        yield from (f"vendor: not needed any more: {key[1]!r}" for key in needless)
        for key, entry in present.items():
            yield from (f"vendor: {fault}: {key[1]!r}" for fault in entry_faults(entry))


def update(packages: list[Path]) -> tuple[int, int]:
    """Add an empty entry for each missing string and drop what is not needed; return how many of each."""
    added = dropped = 0
    for domain in DOMAINS:
        wanted = untranslated(packages, domain)
        old = {key_of(entry): entry for entry in catalogues.load(path_of(domain))}
        new = catalogues.load(path_of(domain))
        new.clear()
        for key, (package, entry) in wanted.items():
            plural = (
                {"msgid_plural": entry.msgid_plural, "msgstr_plural": {0: ""}} if entry.msgid_plural else {}
            )
            empty = polib.POEntry(msgctxt=key[0], msgid=key[1], comment=package, **plural)
            new.append(old.get(key, empty))
        new.extend(entry for key, entry in old.items() if key not in wanted and is_correction(entry))
        FOLDER.mkdir(parents=True, exist_ok=True)
        new.save(str(path_of(domain)))
        added += len(wanted.keys() - old.keys())
        dropped += len(old.keys() - {key_of(entry) for entry in new})
    return added, dropped
