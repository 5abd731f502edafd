"""One knows one's own devices again in the list of sessions."""

import pytest

from django.utils.translation import override

from onestop.site.accounts.devices import device_words

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
CASES = {
    WINDOWS: "Chrome · Windows",
    f"{WINDOWS} Edg/140.0": "Edge · Windows",
    "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0": "Firefox · Linux",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15": (
        "Safari · macOS"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 "
    "MicroMessenger/8.0.50": "微信 · iPhone",
    "Mozilla/5.0 (Linux; Android 12; HarmonyOS) AppleWebKit/537.36 Chrome/114.0 HuaweiBrowser/15.0 "
    "Mobile Safari/537.36": "华为浏览器 · HarmonyOS",
    "curl/8.0": "其他浏览器",
    "": "其他浏览器",
}


@pytest.mark.one_database
@pytest.mark.parametrize(("said", "words"), list(CASES.items()))
def test_browser_and_system_are_named_as_people_name_them(said: str, words: str) -> None:
    with override("zh-hans"):
        assert device_words(said) == words
