"""``{% load mentions %}``: standards named in a text become links."""

from django import template
from django.utils.safestring import SafeString

from onestop.standards.mentions import link

register = template.Library()


@register.filter
def with_standards(html: str) -> SafeString:
    """Return finished HTML with its standards linked: ``{{ page.text|richtext|with_standards }}``."""
    return link(str(html))
