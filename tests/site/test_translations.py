"""The translation tools read what Django reads, and no fault slips through."""

from pathlib import Path

import polib
import pytest

from django.utils.translation import gettext, override

from onestop.site.translations import catalogues, check, vendor
from onestop.site.translations.extract import (
    ExtractionError,
    Message,
    from_folder,
    from_python,
    from_template,
)

PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy as in_context
from django.utils import translation

def texts(count):
    _("plain"), gettext_lazy("lazy " "joined"), translation.gettext("by module")
    ngettext("%(count)d hit", "%(count)d hits", count)
    in_context("month", "May")
"""
TEMPLATE = """
{% load i18n %}{% translate "Search" %} {% translate 'May' context "month" %} {{ _("Home") }}
{% blocktranslate trimmed count n=hits %}
  {{ n }} result
{% plural %}
  {{ n }} results
{% endblocktranslate %}
{% include "x.html" with label=_("Label") %}{# {% translate "not this" %} #}
{% comment %}{% translate "nor this" %}{% endcomment %}
"""


def _found(messages: object) -> set[tuple[str | None, str, str | None]]:
    """Return context, string and plural of ``messages``."""
    return {(m.context, m.msgid, m.plural) for m in messages}  # type: ignore[attr-defined]


def test_python_files_are_read_whatever_the_functions_are_called() -> None:
    assert _found(from_python(PYTHON, "x.py")) == {
        (None, "plain", None),
        (None, "lazy joined", None),
        (None, "by module", None),
        (None, "%(count)d hit", "%(count)d hits"),
        ("month", "May", None),
    }


def test_templates_are_read_as_django_reads_them() -> None:
    assert _found(from_template(TEMPLATE, "x.html")) == {
        (None, "Search", None),
        ("month", "May", None),
        (None, "Home", None),
        (None, "%(n)s result", "%(n)s results"),
        (None, "Label", None),
    }


@pytest.mark.parametrize("call", ['_(f"{name}")', "_(name)", '_("a" + name)', "_()"])
def test_a_string_that_no_catalogue_can_hold_is_refused_with_its_place(call: str) -> None:
    source = f"from django.utils.translation import gettext as _\n{call}\n"
    with pytest.raises(ExtractionError, match=r"x\.py:2"):
        list(from_python(source, "x.py"))


def test_other_functions_of_the_same_name_are_left_alone() -> None:
    assert not list(from_python('def _(text): return text\n_("no translation")', "x.py"))


def test_a_folder_is_read_without_migrations_static_files_and_stray_texts(tmp_path: Path) -> None:
    source = "from django.utils.translation import gettext as _\n_('{}')\n"
    for name in ("views.py", "migrations/0001.py", "static/x.py"):
        (tmp_path / "app" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "app" / name).write_text(source.format(name))
    (tmp_path / "app" / "notes.txt").write_text('{% translate "notes" %}')
    assert from_folder(tmp_path / "app", tmp_path) == {Message("app/views.py", "views.py")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%(a)s and %(b)d", ["%(a)s", "%(b)d"]),
        ("%s of %d", ["%d", "%s"]),
        ("{name}, {0}, {}", ["{0}", "{name}", "{}"]),
        ("100% of it, 100%% sure", []),
    ],
)
def test_placeholders_of_every_kind_are_seen(text: str, expected: list[str]) -> None:
    assert check.placeholders(text) == expected


def _entry(**fields: object) -> polib.POEntry:
    return polib.POEntry(**{"msgid": "%(n)s of them", "msgstr": "其中 %(n)s 个"} | fields)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (_entry(flags=["fuzzy"]), "fuzzy"),
        (_entry(msgstr=""), "not translated"),
        (_entry(msgstr="  "), "not translated"),
        (_entry(msgstr="其中几个"), "placeholders [] instead of ['%(n)s']"),
        (_entry(msgstr="其中 %(m)s 个"), "placeholders ['%(m)s'] instead of ['%(n)s']"),
        (_entry(msgid_plural="%(n)s", msgstr_plural={0: ""}), "not translated"),
        (_entry(msgid_plural="%(n)s", msgstr_plural={0: "几个"}), "placeholders [] instead of ['%(n)s']"),
    ],
)
def test_every_fault_of_an_entry_is_named(entry: polib.POEntry, fault: str) -> None:
    assert list(check.entry_faults(entry)) == [fault]


def test_a_right_entry_has_no_fault() -> None:
    assert not list(check.entry_faults(_entry()))
    assert not list(check.entry_faults(_entry(msgid_plural="%(n)s", msgstr_plural={0: "%(n)s 个"})))


def test_missing_and_obsolete_entries_are_named() -> None:
    catalogue = polib.POFile()
    catalogue.extend([_entry(msgid="old", msgstr="旧"), _entry(msgid="gone", msgstr="去", obsolete=True)])
    faults = list(check.catalogue_faults(catalogue, [Message("app/x.py", "new")], "app"))
    assert faults == ["app: missing: 'new' (app/x.py)", "app: obsolete: 'old'", "app: obsolete: 'gone'"]


def test_one_string_with_two_wordings_is_named() -> None:
    one, other = polib.POFile(), polib.POFile()
    one.append(polib.POEntry(msgid="Search", msgstr="搜索"))
    other.append(polib.POEntry(msgid="Search", msgstr="检索"))
    assert len(list(check.conflicts({"a": one, "b": other}))) == 1
    assert not list(check.conflicts({"a": one, "b": one}))


def test_update_adds_drops_and_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    (tmp_path / "app").mkdir()
    module = tmp_path / "app" / "x.py"
    module.write_text("from django.utils.translation import gettext as _\n_('one'), _('two')\n")
    assert check.update("app") == (2, 0)
    catalogue = catalogues.load(catalogues.path_of("app"))
    catalogue.find("one").msgstr = "一"
    catalogue.save(str(catalogues.path_of("app")))
    module.write_text("from django.utils.translation import gettext as _\n_('one'), _('three')\n")
    assert check.update("app") == (1, 1)
    assert {e.msgid: e.msgstr for e in catalogues.load(catalogues.path_of("app"))} == {
        "one": "一",
        "three": "",
    }


def test_compiling_writes_what_changed_and_only_that(tmp_path: Path) -> None:
    source = tmp_path / "app" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = catalogues.HEADER
    catalogue.extend([_entry(msgid="one", msgstr="一"), _entry(msgid="two", msgstr="二", flags=["fuzzy"])])
    catalogue.save(str(source))
    (compiled,) = catalogues.compile_all(tmp_path)
    assert [(e.msgid, e.msgstr) for e in polib.mofile(str(compiled))] == [("one", "一")]
    assert catalogues.compile_all(tmp_path) == []


def _package(root: Path, name: str, english: dict[str, str], chinese: dict[str, str]) -> Path:
    """Make a package with catalogues as those of Wagtail."""
    for language, texts, suffix in (("en", english, "po"), ("zh_Hans", chinese, "mo")):
        folder = root / name / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.metadata = catalogues.HEADER
        catalogue.extend(polib.POEntry(msgid=msgid, msgstr=msgstr) for msgid, msgstr in texts.items())
        save = catalogue.save if suffix == "po" else catalogue.save_as_mofile
        save(str(folder / f"django.{suffix}"))
    return root / name


def test_what_a_package_leaves_in_english_is_wanted_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vendor, "FOLDER", tmp_path / "ours")
    packages = [
        _package(tmp_path, "one", {"Page": "", "Slug": "", "Task": ""}, {"Page": "页面"}),
        _package(tmp_path, "other", {"Task": ""}, {"Task": "任务"}),
    ]
    assert list(vendor.faults(packages)) == ["vendor: missing: 'Slug' (one)"]
    assert vendor.update(packages) == (1, 0)
    assert list(vendor.faults(packages)) == ["vendor: not translated: 'Slug'"]
    assert vendor.update(packages[1:]) == (0, 1)
    assert not list(vendor.faults(packages[1:]))


def test_a_word_of_theirs_is_corrected_with_a_reason_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vendor, "FOLDER", tmp_path)
    packages = [_package(tmp_path, "one", {"Inspect": ""}, {"Inspect": "检查"})]
    ours = catalogues.load(vendor.path_of("django"))
    ours.append(polib.POEntry(msgid="Inspect", msgstr="查看"))
    ours.save(str(vendor.path_of("django")))
    assert list(vendor.faults(packages)) == ["vendor: not needed any more: 'Inspect'"]
    ours[0].tcomment = "it only shows a row"
    ours.save(str(vendor.path_of("django")))
    assert not list(vendor.faults(packages))
    assert vendor.update(packages) == (0, 0)
    assert [entry.msgstr for entry in catalogues.load(vendor.path_of("django"))] == ["查看"]


def test_the_admin_shows_what_wagtail_left_in_english() -> None:
    with override("zh-hans"):
        assert gettext("Schedule to publish") == "定时发布"
