"""Addresses of the look: the type switch, the style guide."""

from django.urls import path, register_converter

from onestop.site.look import views
from onestop.site.look.chrome import LARGE


class SizeConverter:
    """A size of type."""

    regex = f"{LARGE}|normal"

    def to_python(self, value: str) -> str:
        """Return the size as it is."""
        return value

    to_url = to_python


register_converter(SizeConverter, "size")

urlpatterns = [
    path("type/<size:size>/", views.switch_type, name="type"),
    path("styleguide/", views.style_guide, name="style_guide"),
]
