"""Where the catalogues are, how they are compiled, how a new one begins. Needs no Django: may run first."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
APPS = ("site", "search", "standards", "catalogue", "home", "requests")
LOCALE = "zh_Hans"
VENDOR = ROOT / "site" / "vendor_locale" / LOCALE / "LC_MESSAGES" / "django.po"
"""Strings that Wagtail and its companions leave in English, see ``vendor``; they win over ours."""

WRAP = 100
HEADER = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": LOCALE,
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=1; plural=0;",
}


Key = tuple[str | None, str]
"""What identifies a string in a catalogue: its context and its text."""


def key_of(entry: polib.POEntry | polib.MOEntry) -> Key:
    """Return the key of ``entry``."""
    return entry.msgctxt, entry.msgid


def path_of(app: str) -> Path:
    """Return the catalogue's path of the app in folder ``app``, whether it exists or not."""
    return ROOT / app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def load(path: Path) -> polib.POFile:
    """Return the catalogue at ``path``, or a new empty one with the project's header."""
    if path.exists():
        return polib.pofile(str(path), wrapwidth=WRAP)
    catalogue = polib.POFile(wrapwidth=WRAP)
    catalogue.metadata = dict(HEADER)
    return catalogue


def compile_all(root: Path = ROOT) -> list[Path]:
    """Write the ``.mo`` beside every ``.po`` below ``root``'s apps that has none or an older one.

    Returns:
        The files written. Fuzzy and obsolete entries are left out, as ``msgfmt`` does.
    """
    written = []
    for source in sorted(root.glob("*/*locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        # Written beside and moved into place: a server or a test worker may be reading the old one.
        partial = target.with_suffix(f".{source.stat().st_mtime_ns}.tmp")
        polib.pofile(str(source)).save_as_mofile(str(partial))
        partial.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_all()
