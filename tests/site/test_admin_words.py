"""What the apps call their own things gives no other name to the things of Wagtail, which share the words."""

from pathlib import Path

import polib

import wagtail

ROOT = Path(__file__).resolve().parents[2]
APPS = ("site", "home", "catalogue", "standards", "requests", "search")
FILE = "locale/zh_Hans/LC_MESSAGES/django.po"
AGREED = {
    *("(optional)", "Account", "All", "Approved", "Back", "Change", "Code", "Created", "Edit this page"),
    *("Field", "Form", "From", "Latest", "Name", "Number", "Origin", "Promote", "Rename", "Search term"),
    *("Show", "Site", "Submitted", "Table", "Updated", "document", "label"),
}
"""Said in other words than Wagtail's, and right in its places, too; or said in none that are used here."""


def plain(path: Path) -> dict[str, str]:
    """Return the translations of a catalogue that have no context: they hold for every app."""
    return {
        entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr and not entry.msgctxt
    }


def test_no_word_of_an_app_renames_what_wagtail_shows() -> None:
    theirs: dict[str, set[str]] = {}
    for path in Path(wagtail.__file__).parent.rglob(FILE):
        for msgid, words in plain(path).items():
            theirs.setdefault(msgid, set()).add(words)
    renamed = {
        (app, msgid, words)
        for app in APPS
        if (ROOT / app / FILE).exists()
        for msgid, words in plain(ROOT / app / FILE).items()
        if msgid in theirs and words not in theirs[msgid] and msgid not in AGREED
    }
    assert renamed == set()
