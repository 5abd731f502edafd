"""The readable page of the API at ``/api/v1/``, made from its description; it needs no script."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from onestop.site.api import api


@dataclass
class Parameter:
    """A parameter as the page shows it."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass
class Operation:
    """An address of the API as the page shows it."""

    method: str
    path: str
    summary: str
    parameters: list[Parameter]

    @property
    def example(self) -> str:
        """The address to try in a browser, empty if it takes a body or a value of one's own."""
        return self.path if self.method == "GET" and "{" not in self.path else ""


def kind_of(schema: dict[str, Any]) -> str:
    """Return in words what a value must be: its type, its limits or its choices."""
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(kind_of(one) for one in schema["anyOf"] if one.get("type") != "null"))
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"] if value != "")
    kind = str(schema.get("type", ""))
    if kind == "array":
        return f"[{kind_of(schema.get('items', {}))}]"
    limits = [str(schema[name]) for name in ("minimum", "maximum") if name in schema]
    return f"{kind} {'–'.join(limits)}" if limits else kind


def parameter(described: dict[str, Any]) -> Parameter:
    """Return a parameter of an OpenAPI description as the page shows it."""
    schema = described.get("schema", {})
    text = described.get("description") or schema.get("description", "")
    return Parameter(described["name"], kind_of(schema), described.get("required", False), text)


def operations(schema: dict[str, Any]) -> list[Operation]:
    """Return the operations of an OpenAPI description in its order.

    The page shows their texts in the reader's language, where a router has marked them by ``gettext_noop``.
    """
    return [
        Operation(
            method.upper(),
            path,
            operation.get("summary", ""),
            [parameter(one) for one in operation.get("parameters", ())],
        )
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    context = {
        "breadcrumbs": [(_("Open interface"), "")],
        "operations": operations(api.get_openapi_schema()),
        "description_url": reverse("api-v1:openapi-json"),
    }
    return render(request, "site/api_docs.html", context)
