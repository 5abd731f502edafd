"""``{% load home %}``: the text of a page, with the standards that it names."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

from onestop.home.articles.around import Mark
from onestop.home.policy.standing import marks
from onestop.standards import numbers
from onestop.standards.mentions import link, look_up

register = template.Library()


@register.simple_tag(takes_context=True)
def body(context: template.Context, value: StreamValue) -> SafeString:
    """Return the blocks of a page as HTML: ``{% body page.body %}``.

    Numbers of standards become links, once a paragraph. What blocks show of standards is looked up at once.
    """
    references = _references(value)
    with context.push(references=references):
        flat = context.flatten()
        parts = [_block(child, flat) for child in value]
    return link("".join(parts), known=references)


def _block(child: Any, context: dict[Any, Any]) -> str:
    """Return one block; text comes without a wrapper, so that the rules of ``.prose`` meet it."""
    if child.block_type == "text":
        return expand_db_html(child.value.source)
    return str(child.render(context))


def _references(value: StreamValue) -> dict[str, Any]:
    """Return what the numbers of all standard blocks stand for today."""
    asked = [numbers.parse(str(child.value["number"])) for child in value if child.block_type == "standard"]
    found = look_up(
        (number.parent for number in asked if number is not None), timezone.localdate(), amendments=True
    )
    return dict(found)


@register.filter
def standing(page: Any) -> Mark | None:
    """Return what is said of a policy that does not simply count today: ``{{ page|standing }}``."""
    return marks().get(page.pk)


@register.filter
def prose(source: Any) -> SafeString:
    """Return rich text as HTML with its standards linked: ``{{ page.answer|prose }}``."""
    return link(expand_db_html(str(source))) if source else mark_safe("")
