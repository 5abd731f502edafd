"""Fields of forms drawn in Python: Django's templates take a millisecond for a list of ten choices."""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

OPTION = "django/forms/widgets/select_option.html"
SELECT = "django/forms/widgets/select.html"
INPUTS = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in ("input", "text", "number", "email", "url", "password", "hidden", "date", "time", "checkbox")
)


class Renderer(DjangoTemplates):
    """Django's own renderer, which leaves inputs and lists of choices to this module."""

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        """Return the markup of a widget or a form."""
        if template_name in INPUTS:
            return mark_safe(_input(context["widget"]))  # noqa: S308 - every value is escaped there
        if template_name == SELECT and _is_plain(context["widget"]):
            return mark_safe(_select(context["widget"]))  # noqa: S308 - as above
        return mark_safe(super().render(template_name, context, request))  # noqa: S308 - Django's own


def _is_plain(widget: Mapping[str, Any]) -> bool:
    """Tell whether all options are drawn as usual and have words for labels: numbers would be localised."""
    return all(
        option["template_name"] == OPTION and isinstance(option["label"], (str, Promise))
        for _name, options, _index in widget["optgroups"]
        for option in options
    )


def _select(widget: Mapping[str, Any]) -> str:
    groups = []
    for name, options, _index in widget["optgroups"]:
        drawn = "\n".join(map(_option, options))
        title = conditional_escape(name or "")
        groups.append(f'<optgroup label="{title}">\n{drawn}\n</optgroup>' if name else drawn)
    inner = "\n".join(groups)
    return f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>\n{inner}\n</select>'


def _option(option: Mapping[str, Any]) -> str:
    value = conditional_escape(str(option["value"]))
    return f'<option value="{value}"{_attributes(option)}>{conditional_escape(option["label"])}</option>'


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{conditional_escape(str(widget["value"]))}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{_attributes(widget)}>'


def _attributes(widget: Mapping[str, Any]) -> str:
    drawn = []
    for name, value in widget["attrs"].items():
        if value is True:
            drawn.append(f" {conditional_escape(name)}")
        elif value is not False:
            drawn.append(f' {conditional_escape(name)}="{conditional_escape(str(value))}"')
    return "".join(drawn)
