"""What somebody calls the device of a session: “Chrome · Windows”, from what the browser says of itself.

It is only a help to know one's own devices again. A browser that is not in the list is said to be one, never
guessed at; nothing is decided by it.
"""

from django.utils.translation import gettext as _

BROWSERS = (
    ("MicroMessenger/", "微信"),
    ("Edg", "Edge"),
    ("HuaweiBrowser/", "华为浏览器"),
    ("MiuiBrowser/", "小米浏览器"),
    ("QQBrowser/", "QQ 浏览器"),
    ("UCBrowser/", "UC 浏览器"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Marks of browsers; those that claim to be another, too, stand before it."""

SYSTEMS = (
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)
"""Marks of systems, likewise."""


def device_words(user_agent: str) -> str:
    """Return browser and system as people name them; what is not known is said to be so."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(filter(None, [browser or _("another browser"), system]))
