"""The second factor has one name, and so have the app, the codes and the keys that it is made of."""

from pathlib import Path

import allauth
import polib
import pytest

from django.utils.translation import gettext, ngettext, override

from onestop.site.translations import catalogues

OTHER_NAMES = (
    *("双因素", "两步验证", "第二因素", "多因素", "双重验证"),
    *("恢复代码", "认证APP", "认证器", "验证器应用", "passkey", "Passkey", "安全密钥"),
)
"""What 二次验证, 恢复码, 身份验证器 and 通行密钥 are called elsewhere."""


def others_in(text: str) -> list[str]:
    """Return the other names in ``text``; the word 身份验证器 is not among them."""
    return [name for name in OTHER_NAMES if name in text]


@pytest.mark.one_database
def test_allauth_calls_the_second_factor_as_we_do() -> None:
    theirs = polib.pofile(str(Path(allauth.__file__).parent / "locale/zh_Hans/LC_MESSAGES/django.po"))
    with override("zh-hans"):
        said = {entry.msgid: gettext(entry.msgid) for entry in theirs if not entry.msgid_plural}
    assert said["Two-Factor Authentication"] == "二次验证"
    wrong = {msgid: text for msgid, text in said.items() if others_in(text)}
    assert wrong == {}


@pytest.mark.one_database
def test_our_catalogues_know_one_name() -> None:
    paths = [*catalogues.ROOT.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"), catalogues.VENDOR]
    wrong = [
        (path.parent, entry.msgid)
        for path in paths
        for entry in polib.pofile(str(path))
        if others_in(entry.msgstr)
    ]
    assert len(paths) > 3
    assert wrong == []


@pytest.mark.one_database
def test_no_page_of_an_account_speaks_as_software_does() -> None:
    theirs = polib.pofile(str(Path(allauth.__file__).parent / "locale/zh_Hans/LC_MESSAGES/django.po"))
    pages = ("mfa/", "templates/mfa/", "account/adapter.py", "templates/account/base_reauthenticate.html")
    shown = [entry for entry in theirs if any(path.startswith(pages) for path, _line in entry.occurrences)]
    with override("zh-hans"):
        said = {
            entry.msgid: ngettext(entry.msgid, entry.msgid_plural, 10)
            if entry.msgid_plural
            else gettext(entry.msgid)
            for entry in shown
        }
    odd = ("错误代码", "无效密码", "激活", "可选项", "token", "账户", "在 %")
    assert len(said) > 80
    assert {msgid: text for msgid, text in said.items() if any(word in text for word in odd)} == {}
