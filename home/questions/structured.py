"""Questions and answers as machines read them."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import strip_tags

from onestop.site.look.structured import CONTEXT


def questions_data(questions: Iterable[Any]) -> dict[str, Any]:
    """Return a schema.org ``FAQPage``."""
    return {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question.title,
                "acceptedAnswer": {"@type": "Answer", "text": strip_tags(question.answer)},
            }
            for question in questions
        ],
    }
