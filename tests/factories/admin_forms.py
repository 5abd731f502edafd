"""Forms as a person meets them: read from the page, changed, sent back."""

from bs4 import BeautifulSoup, Tag


def filled_in(html: bytes | str, selector: str) -> dict[str, str | list[str]]:
    """Return what the form under ``selector`` would send as it stands, without its buttons.

    Raises:
        LookupError: The page has no such form.
    """
    form = BeautifulSoup(html, "html.parser").select_one(selector)
    if form is None:
        raise LookupError(f"no form {selector} on the page")
    values: dict[str, str | list[str]] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        if not control.has_attr("disabled"):
            _take(control, values)
    return values


def _take(control: Tag, values: dict[str, str | list[str]]) -> None:
    """Put what one control would send into ``values``."""
    name = str(control["name"])
    kind = str(control.get("type", ""))
    if control.name == "textarea":
        values[name] = control.get_text().removeprefix("\n")
    elif control.name == "select":
        chosen = [str(option.get("value", "")) for option in control.select("option[selected]")]
        values[name] = chosen if control.has_attr("multiple") else (chosen or [""])[0]
    elif kind in {"checkbox", "radio"}:
        if control.has_attr("checked"):
            values[name] = str(control.get("value", "on"))
    elif kind not in {"submit", "button", "file", "image"}:
        values[name] = str(control.get("value", ""))
