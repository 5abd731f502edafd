"""Style sheets are joined without a build step; templates keep to the strict policy."""

import re
from pathlib import Path

import pytest

from django.conf import settings
from django.contrib.staticfiles import finders

from onestop.site.look import stylesheets
from onestop.site.look.finders import JoinedFinder
from onestop.site.look.stylesheets import BASE, FOLDER, IMPORT, joined, names, resolved

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = [
    path for path in ROOT.glob("*/templates/**/*.html") if path.parts[len(ROOT.parts)] not in {".venv", "var"}
]


def test_a_sheet_holds_the_rules_of_its_parts_in_their_order() -> None:
    text = joined(f"{BASE}/work.css")
    named = IMPORT.findall((FOLDER / BASE / "work.css").read_text(encoding="utf-8"))
    places = [text.index(joined(f"{BASE}/{part}")) for part in named]
    assert len(places) > 1
    assert places == sorted(places)
    assert "@import" not in text


def test_a_sheet_of_an_app_imports_parts_of_the_site() -> None:
    assert joined(f"{BASE}/pager.css") in joined("home/columns.css")


def test_only_spaces_that_mean_nothing_are_left_out() -> None:
    text = joined(f"{BASE}/site.css")
    assert re.search(r"[\w\])] :(is|not|has|focus)", text), "a descendant is told from a state by its space"
    assert "{ " not in text
    assert "@media (" in text


@pytest.mark.parametrize("name", names())
def test_a_sheet_keeps_its_rules_and_loses_its_comments(name: str) -> None:
    text, source = joined(name), resolved(name)
    without = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    assert "/*" not in text
    assert re.sub(r"\s", "", text).replace(";}", "}") == re.sub(r"\s", "", without).replace(";}", "}")
    assert len(text) < len(source)


def test_django_finds_a_joined_sheet_like_any_file() -> None:
    found = finders.find(f"{BASE}/site.css")
    assert Path(str(found)).read_text(encoding="utf-8") == joined(f"{BASE}/site.css")
    assert finders.find(f"{BASE}/no-such.css") is None


def test_collectstatic_is_offered_every_sheet() -> None:
    offered = dict(JoinedFinder().list([]))
    assert list(offered) == names()
    assert {f"{BASE}/site.css", "catalogue/guide.css"} <= offered.keys()
    assert all(storage.exists(name) for name, storage in offered.items())


def test_what_an_earlier_start_has_collected_is_no_sheet_of_an_app() -> None:
    left = ROOT / "var" / "static" / "left-by-an-earlier-start.css"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.touch()
    stylesheets._of_apps.cache_clear()
    try:
        assert left.name not in names()
    finally:
        left.unlink()
        stylesheets._of_apps.cache_clear()


def test_a_changed_part_is_seen_at_the_next_request(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = JoinedFinder()
    path = Path(finder.find(f"{BASE}/work.css"))
    before = path.stat().st_mtime_ns
    assert Path(finder.find(f"{BASE}/work.css")).stat().st_mtime_ns == before
    monkeypatch.setattr("onestop.site.look.finders.joined", lambda name: f"/* {name} */")
    finder.find(f"{BASE}/work.css")
    assert path.read_text(encoding="utf-8") == f"/* {BASE}/work.css */"
    monkeypatch.undo()
    finder.find(f"{BASE}/work.css")
    assert path.read_text(encoding="utf-8") == joined(f"{BASE}/work.css")


def test_joined_sheets_stay_out_of_the_repository() -> None:
    assert Path(settings.DATA_DIR) in JoinedFinder().folder.parents


def test_every_part_is_imported_by_a_sheet_or_linked_in_a_page() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("*/static/**/*.css"))
    pages = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    parts = {path.name for path in (FOLDER / BASE).glob("*.css")}
    imported = {Path(part).name for part in IMPORT.findall(sheets)}
    linked = set(re.findall(rf"static '{BASE}/([\w-]+\.css)'", pages))
    assert parts - imported - linked == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_needs_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<[^>]*\sstyle=", text) == []
    assert re.findall(r"<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", text) == []


def test_every_icon_that_templates_draw_is_in_the_sprite() -> None:
    sprite = set(
        re.findall(r'<symbol id="([\w-]+)"', (FOLDER / "onestop/img/icons.svg").read_text(encoding="utf-8"))
    )
    drawn = {
        name
        for path in TEMPLATES
        for name in re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))
    }
    assert drawn
    assert drawn <= sprite
