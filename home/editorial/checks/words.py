"""Words that editors keep out of public pages."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from onestop.home.editorial.finding import Finding
from onestop.home.editorial.models import SensitiveWord
from onestop.home.rules import Weight
from onestop.search.analysis import normalise
from onestop.search.pages.models import PageText


def words_to_avoid() -> Iterator[Finding]:
    """Yield each public page that has a word to avoid, with the advice that belongs to it."""
    words = [(normalise(each.word), each) for each in SensitiveWord.objects.all()]
    if not words:
        return
    for text in PageText.objects.public().select_related("page").iterator():
        whole = normalise(f"{text.title}\n{text.keywords}\n{text.summary}\n{text.body}")
        for normal, each in words:
            if normal in whole:
                message = _("The page has the word “%(word)s”. %(advice)s")
                values = {"word": each.word, "advice": each.advice or _("Look at it once more.")}
                yield Finding("word", message % values, text.page, weight=Weight.WARNING)
